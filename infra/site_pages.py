"""What MkDocs is told beside its settings: pages that are kept elsewhere in the repository, or made from the code.

`{{ README: Some heading }}` alone on a line stands for that part of the README, so that its numbers are typed once.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
DOCS = Path("infra/docs")
MADE = Path("build/reference")  # by write_reference.py
# Page → where its text is kept.
BORROWED = {
    **{f"reference/{name}.md": MADE / f"{name}.md" for name in ("commands", "tables", "sql", "python")},
    "reference/transforms.md": Path("transforms/README.md"),
    "reference/elsewhere.md": Path("infra/README.md"),
    "reference/changes.md": Path("CHANGELOG.md"),
}
_PAGES = {source: page for page, source in BORROWED.items()} | {
    Path("README.md"): "index.md",
    Path("schemas/TABLES.md"): "reference/tables.md",
}
_LINK = re.compile(r"(?P<picture>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)#\s]+)(?P<anchor>#[^)\s]*)?\)")
_PART = re.compile(r"(?m)^\{\{ README: (.+) \}\}$")


def on_files(files: Files, config: Any) -> Files:
    """Add the borrowed pages."""
    for page, source in BORROWED.items():
        files.append(File.generated(config, page, content=relinked((ROOT / source).read_text("utf-8"), source, page)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Put parts of the README where a page asks for them."""
    readme = Path("README.md")
    text = (ROOT / readme).read_text("utf-8")
    return _PART.sub(lambda asked: relinked(part(text, asked[1]), readme, page.file.src_uri), markdown)


def part(text: str, heading: str) -> str:
    """Return what stands below a heading of the second level; ValueError where there is none."""
    _, found, after = text.partition(f"\n## {heading}\n")
    if not found:
        raise ValueError(f"README.md has no heading {heading!r}")
    return after.partition("\n## ")[0].strip()


def relinked(text: str, source: Path, page: str) -> str:
    """Return text whose links lead to pages; where one leads to a file that is no page, what it says stays."""

    def led(link: re.Match[str]) -> str:
        if ":" in link["target"]:
            return link[0]
        target = Path(os.path.normpath(source.parent / link["target"]))
        found = _PAGES.get(target) or (target.relative_to(DOCS).as_posix() if target.is_relative_to(DOCS) else None)
        if not found:
            return link["text"]
        way = os.path.relpath(found, os.path.dirname(page) or ".")
        return f"{link['picture']}[{link['text']}]({way}{link['anchor'] or ''})"

    return _LINK.sub(led, text)
