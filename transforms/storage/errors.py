"""What goes wrong with the files of a lake."""


class LakeWriteError(OSError):
    """A file that could not be written: a full disk, a folder without permission, a store that refused."""


class LakeReadError(OSError):
    """A file of a lake that could not be read: it is gone, or damaged."""


class RewritingError(LakeReadError):
    """A file of a lake that went while it was read: somebody is rewriting the lake, and nothing is damaged."""


class StoreError(OSError):
    """An object store that cannot be used: its client is not installed, or it finds no credentials or no server."""
