"""Tell whether two states of the engine find the same: a checksum of what is found in each text, kept and compared.

python -m tests.bench.same_rows keep FOUND [TEXTS.jsonl…]     # write one line a text: where it stands, its checksum
python -m tests.bench.same_rows compare FOUND [TEXTS.jsonl…]  # list the texts in which now something else is found

Read are the project's gold and every text of the files given: lines of JSON with `text`, and perhaps `title` and
`published_date`. Each text is read whole and, where it is long, its second half by itself too: cut sentences, other
neighbours, no title.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dyadwire.transforms.lexicon import load_lexicon
from dyadwire.transforms.text.extract import extract

GOLD = Path(__file__).parents[1] / "gold"
PUBLISHED = date(2026, 11, 1)  # of texts that do not say
LONG = 600  # characters from which the second half of a text is read too
HOMES = (None, "USA", "IND")  # of the outlets, in turn


def texts(paths: list[Path]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every text and half text of some files, with where it stands."""
    for path in paths:
        for number, row in enumerate(map(json.loads, path.open(encoding="utf8"))):
            if not (text := row.get("text")):
                continue
            day = row.get("published_date")
            where = {"published_date": date.fromisoformat(day) if day else PUBLISHED, "home": HOMES[number % 3]}
            yield f"{path.name}:{number}", {"text": text, "title": row.get("title") or "", **where}
            if len(text) >= LONG:
                yield f"{path.name}:{number}:half", {"text": text[len(text) // 2 :], **where}


def checksums(paths: list[Path]) -> dict[str, str]:
    """Return a checksum of all that is found in each text, by where it stands."""
    lexicon = load_lexicon()
    return {
        where: hashlib.sha256(repr(extract(row.pop("text"), lexicon, **row)).encode()).hexdigest()
        for where, row in texts(paths)
    }


def main(verb: str, kept: str, *files: str) -> None:
    """Keep the checksums of now, or compare them with those kept; exit with 1 where any differs."""
    found = checksums(sorted(GOLD.glob("*.jsonl")) + [Path(file) for file in files])
    whole = hashlib.sha256("".join(found.values()).encode()).hexdigest()
    print(f"{len(found)} texts, {whole[:16]}")
    if verb == "keep":
        Path(kept).write_text(json.dumps(found))
        return
    before = json.loads(Path(kept).read_text())
    differing = [where for where in before.keys() | found.keys() if before.get(where) != found.get(where)]
    print(*sorted(differing)[:20], f"{len(differing)} differ", sep="\n")
    sys.exit(bool(differing))


if __name__ == "__main__":
    main(*sys.argv[1:])
