"""A text as sentences and tokens, made once and read by everything else.

`read_document` splits a text into sentences. A `Passage` (the title, or the body) cuts a sentence into tokens when
first asked for them, and keeps them. A language says in its pack how its texts are cut (`language_pack`).
"""

from dyadwire.transforms.text.document.document import Document, Passage, read_document

__all__ = ["Document", "Passage", "read_document"]
