"""What the checks of infra/terraform share: its files, parsed, and every reference in them."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import hcl2

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "infra" / "terraform"

# A reference in an expression: var.x, local.x, or resource.name.attribute. Not the tail of another name or address.
REFERENCE = re.compile(r"(?<![\w.\"/-])((?:var|local)\.[a-z_]+|google_[a-z_]+\.[a-z_]+(?:\.[a-z_]+)?)")


@cache
def parsed() -> dict[str, Any]:
    """Return every file of the folder by name."""
    found = {}
    for path in sorted(FOLDER.glob("*.tf")):
        with path.open(encoding="utf-8") as file:
            found[path.name] = plain(hcl2.load(file))
    return found


def plain(value: Any) -> Any:
    """Return what the parser gives without its own marks: quotes around names and strings, and places."""
    if isinstance(value, dict):
        return {str(key).strip('"'): plain(inner) for key, inner in value.items() if not str(key).startswith("__")}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value[1:-1] if isinstance(value, str) and value[:1] == value[-1:] == '"' else value


def blocks(kind: str) -> Iterator[dict[str, Any]]:
    """Yield the top-level blocks of a kind, of all files."""
    for content in parsed().values():
        yield from content.get(kind, [])


def resources_of() -> dict[tuple[str, str], dict[str, Any]]:
    """Return every resource by kind and name."""
    return {
        (kind, name): body
        for block in blocks("resource")
        for kind, named in block.items()
        for name, body in named.items()
    }
