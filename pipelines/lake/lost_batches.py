"""Find batches that readers see and whose manifest is gone: with the next snapshot their rows would go."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.snapshots import newest_whole, published_manifest
from dyadwire.schemas.manifest import Manifest, manifest_path
from dyadwire.transforms.storage.committed import STREAM

_NAMED = re.compile(r"((?:compact-)?[0-9a-f]{16})-")  # how the files of batches and rewritings begin, after part-


def refuse_lost_batches(lake: str, manifests: list[Manifest]) -> None:
    """Raise DyadwireError where a batch that readers see has lost its manifest."""
    for path, loss in lost_batches(lake, manifests).items():
        raise DyadwireError(f"{path}: {loss}")


def lost_batches(lake: str, manifests: list[Manifest]) -> dict[str, str]:
    """Return the manifests that are gone of batches that readers see and no rewriting absorbed, with what to do."""
    witness, found = newest_whole(lake)
    snapshot = found or {"files": {}}
    known = {name for each in manifests for name in (each.batch, *(batch.batch for batch in each.absorbed))}
    named = snapshot.get("manifests", {})
    copies = {name: published_manifest(lake, name, named[name]) for name in sorted(named) if name not in known}
    lost = [name for name, copy in copies.items() if copy is None or not is_beyond(manifests, copy)]
    if not named and not any(each.absorbed for each in manifests):  # an earlier version told no batches
        listed = {file.path for each in manifests for file in each.files}
        seen = {path for files in snapshot["files"].values() for path in files}
        lost = sorted({name for path in seen - listed if (name := _stray(path, known))})
    mend = f"put it back from a backup, or run the batch's input again; to go on without its rows, remove {witness}"
    loss = f"gone, though readers see the batch, whose files are kept: {mend}"
    return {manifest_path(lake, name): loss for name in lost}


def is_beyond(manifests: Iterable[Manifest], rewriting: Manifest) -> bool:
    """Tell whether one of some manifests is a rewriting that absorbed all that another one had."""
    absorbed = {batch.batch for batch in rewriting.absorbed}
    return bool(absorbed) and any(absorbed <= {batch.batch for batch in each.absorbed} for each in manifests)


def _stray(path: str, known: set[str]) -> str | None:
    """Return the batch that a file is named after, as far as its name tells, where that is not known."""
    name = path.rsplit("/", 1)[1].removeprefix("part-")
    begins = {batch.rpartition("-")[0] if batch.startswith(STREAM) else batch for batch in known}
    if name.startswith(("empty.", "settled-")) or any(name.startswith(f"{batch}-") for batch in begins):
        return None
    named = _NAMED.match(name)
    return named[1] if named else name.rsplit("-", 1)[0]
