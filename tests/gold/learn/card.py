"""The card of a decision's weights: what they were learned from, when and how, beside what they score."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from dyadwire.transforms.text import decide
from tests.gold.learn.backgrounds import BACKGROUNDS
from tests.gold.learn.backgrounds import NAME as BACKGROUND
from tests.gold.learn.briefs import FEEDS
from tests.gold.learn.briefs import NAME as BRIEF
from tests.gold.learn.gather import FEWEST, OF_ACTS, PENALTIES, UPSTREAM
from tests.gold.learn.gather import INVENTED as COUNTS_INVENTED
from tests.gold.learn.invented import CASE_COUNTS, COUNTS, OWNER_COUNTS, RELATED, ROUNDS, owner_paths
from tests.gold.learn.real import read_articles, real_gold
from tests.gold.learn.states import STATES
from tests.gold.learn.statuses import STATUSES
from tests.gold.learn.told_acts import ACTS, INVENTED_COUNTS, read_told
from tests.gold.logit import PENALTY, Example
from tests.gold.score import FOLDER

INVENTED = tuple(dict.fromkeys((*ROUNDS, *RELATED)))
SCORES = "## Cross-validated by article\n"  # from here on a card is written by hand: it is kept


def write_card(path: Path, name: str, weights: int, examples: Sequence[Example]) -> None:
    """Write the card of a decision; the scores that an older one tells stay."""
    title = (import_module(_module(name)).__doc__ or name).splitlines()[0]
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    scores = old[old.index(SCORES) :] if SCORES in old else f"{SCORES}\nNot yet told.\n"
    path.write_text(f"# {name}: {title}\n\n{_origin(name, weights, examples)}\n{scores}", encoding="utf-8")


def _module(name: str) -> str:
    """Return the module that makes a decision; one makes three about acts."""
    file = "act" if name in ("act_code", "act_direction") else name
    folder = next(path.parent.name for path in Path(decide.__path__[0]).glob(f"*/{file}.py"))
    return f"{decide.__name__}.{folder}.{file}"


def _origin(name: str, weights: int, examples: Sequence[Example]) -> str:
    known = {row["id"] for row in read_articles()}
    real, others = (sum((one.article in known) == is_real for one in examples) for is_real in (True, False))
    articles = len({one.article for one in examples} & known)
    rows = (
        f"- Data: {real} examples of {articles} real articles annotated by reading "
        "(outlets of 40 countries, 2022; the BBC, 2004-5; wire reports of 1987), which are not part of the project",
        *(
            [f"- and {others} of {_others(name)}; never of blind_two, figures_blind_five and figures_blind_six."]
            * bool(others)
        ),
        f"- Hash of the data (SHA-256, 12 digits): {_hashes(name)}",
        f"- Method: {_method(name)}, features in at least {FEWEST} articles",
        f"- Weights: {weights}; learned {datetime.now(UTC).date()} by `python -m tests.gold.learn`",
    )
    return "\n".join(rows) + "\n"


def _others(name: str) -> str:
    """Return what examples beside the real articles are of, and what each counts."""
    if name == "figure_owner":
        return f"the project's invented gold ({', '.join((*ROUNDS, 'whose', 'learned'))}, each counting {OWNER_COUNTS})"
    if name == BRIEF:
        return f"items that the project wrote as feeds give them ({FEEDS.name})"
    times = COUNTS_INVENTED.get(name, 1.0)
    less = f"{COUNTS * times:g} of a real one, and cases of tests, {CASE_COUNTS * times:g}"
    invented = f"the project's invented gold ({', '.join(INVENTED)}, each counting {less})"
    if name not in OF_ACTS:
        return invented
    news, told = (len(read_told(of)) for of in ("news", "invented"))
    if name == "act_status":
        return f"acts of {news} articles of other news"
    acts = f"acts of {news} articles of other news and {told} invented ones (each counting {INVENTED_COUNTS})"
    return acts if name == "act_code" else f"{acts} and of what relates two in the rest of {invented}"


def _hashes(name: str) -> str:
    if name == BACKGROUND:
        return f"real {_hash(BACKGROUNDS)}"
    if name == BRIEF:
        return f"real {_hash(real_gold() / 'articles.jsonl')}, written {_hash(FEEDS)}"
    if name == "act_status":
        return f"real {_hash(real_gold() / 'events.jsonl', ACTS / 'real.csv', ACTS / 'news.csv', STATUSES)}"
    owners, acts = name == "figure_owner", name in OF_ACTS
    real = [real_gold() / "events.jsonl", ACTS / "real.csv", ACTS / "news.csv"]
    invented = [*_paths(ROUNDS), *owner_paths()] if owners else _paths(INVENTED)
    given = real if acts else [real_gold() / "articles.jsonl", *([STATES] if name == "figure_ahead" else [])]
    return f"real {_hash(*given)}, invented {_hash(*invented, *([ACTS / 'invented.csv'] if acts else []))}"


def _method(name: str) -> str:
    method = f"conditional logit over the options, L2 penalty {PENALTIES.get(name, PENALTY):g}"
    told = ", ".join(UPSTREAM.get(name, ()))
    return f"{method}; what it reads of {told} was told by weights learned from other articles" if told else method


def _paths(names: Sequence[str]) -> list[Path]:
    return [FOLDER / f"{name}.jsonl" for name in names]


def _hash(*paths: Path) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
