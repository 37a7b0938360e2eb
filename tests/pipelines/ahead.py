"""What a process makes once before its first article, made as this is imported: for servers that fork runs."""

import pipelines.launch
import pipelines.passes  # noqa: F401
from tests.pipelines.runs import article
from transforms.lexicon import load_lexicon
from transforms.text.extract import extract

extract(article(1)["text"], load_lexicon())
