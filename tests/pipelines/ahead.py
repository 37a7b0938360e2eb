"""What a process makes once before its first article, made as this is imported: for servers that fork runs."""

import gc

import dyadwire.pipelines.collect.watch_lake
import dyadwire.pipelines.run.launch
import dyadwire.pipelines.run.passes  # noqa: F401
from dyadwire.pipelines.process import collect_rarely
from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract
from tests.pipelines.runs import article

collect_rarely()
extract(article(1)["text"], load_lexicon())
gc.freeze()  # as in a worker: a look for garbage would copy all that is shared
