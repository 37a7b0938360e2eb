"""Learn what the traits of a figure weigh in telling whose it is, and write transforms/lexicon/figure_whose.csv.

python -m tests.gold.learn_whose                 # learn from LEARNED and write (needs SciPy: make learn)
python -m tests.gold.learn_whose --check         # cross-validate by article instead; prints precision and recall
python -m tests.gold.learn_whose FILE …          # the same with other files of annotated figures

A conditional logit (`logit`): the figure's true owners against everyone else whose it may be. It is learned twice. The
first time the figures before the one described have the owners of the gold. The second time they have those that the
first weights choose, learned without the article: so weights get used to neighbours that are bound wrongly.
The rounds blind_two, figures_blind_five and figures_blind_six are left out.
"""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    # Before NumPy loads it. Threads of linear algebra wait for one another at full speed: where other work wants the
    # processor they take five times as long. Sums, and so weights, would differ with how many there are.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"

from tests.gold.logit import Example, Group, learn
from tests.gold.score_whose import is_neutral, rate_whose
from transforms.lexicon import Lexicon, load_lexicon
from transforms.text.extract import extract
from transforms.text.figures import context, whose
from transforms.text.figures.drafts import Draft
from transforms.text.figures.whose.article import Countries
from transforms.text.figures.whose.describe import Description
from transforms.text.figures.whose.traits import Traits
from transforms.text.figures.whose.weights import SHAPES, Weights, as_weights, weigh

GOLD = Path(__file__).parent
CSV = GOLD.parents[1] / "transforms" / "lexicon" / "figure_whose.csv"
LEARNED = (  # beside all of learned/
    *("whose", "figures", "articles", "figures_blind", "figures_blind_two", "figures_blind_three"),
    *("figures_blind_four", "blind_three"),
)
FEWEST = 3  # articles that a trait must be in to be learned
LOOSE = 0.35  # weight of a figure whose owners readers differ on
NEGLIGIBLE = 0.015  # a trait whose weights are no larger moves no decision that is worth a row
FOLDS = 4
Row = dict[str, Any]


def groups_of(described: Description) -> dict[Countries, list[Group]]:
    """Return everyone whose a figure may be with groups of traits, each trait named with the table it belongs to."""
    found: dict[Countries, list[Group]] = {(): _framed(described, "0", "0")}
    for iso3, groups in described.sides.items():
        frame = _framed(described, "1", "1" + described.where[iso3])
        found[(iso3,)] = [*frame, *_of("side|1", groups), *_of("single", described.singles[iso3])]
    for owners, groups in described.pairs.items():
        shape = "2" + "".join(sorted(described.where[iso3] for iso3 in owners))
        sides = chain.from_iterable(_of("side|2", described.sides[iso3]) for iso3 in owners)
        found[owners] = [*_framed(described, "2", shape), *sides, *_of("pair", groups)]
    return found


def _framed(described: Description, *shapes: str) -> list[Group]:
    return [group for shape in dict.fromkeys(shapes) for group in _of(f"frame|{shape}", described.frame)]


def _of(table: str, groups: Iterable[Traits]) -> Iterator[Group]:
    return (_named(table, group) for group in groups)


@cache
def _named(table: str, group: Traits) -> Group:
    return Group(tuple(f"{table}|{trait}" for trait in group))


class Recorder(whose.Binder):
    """A binder that notes the traits of everyone whose a figure may be, and which of them the gold says is right."""

    row: Row
    given: Weights | None = None  # what decides whose a figure is for those behind it; the gold where there is none
    examples: list[Example]

    def decide(self, draft: Draft, described: Description) -> Countries:
        """Note an example; return its owners by the weights, or by the gold: nobody where it is silent."""
        gold = self._gold(draft)
        owners = tuple(gold["dyad"] or gold["countries"]) if gold else ()
        found = groups_of(described)
        if gold and owners in found and not is_neutral(gold):
            counts = LOOSE if "dyad" in (gold.get("loose") or ()) else 1.0
            self.examples.append(Example(self.row["id"], list(found.values()), list(found).index(owners), counts))
        if self.given:
            return whose.choose(weigh(described, self.given), described)
        return owners if owners in found else ()

    def _gold(self, draft: Draft) -> Row | None:
        """Return the figure of the gold in the place of a draft; None in a title, where the gold has none."""
        if self.sentence.number < 0:
            return None
        tokens = self.sentence.tokens
        start, end = tokens.starts[draft.first], tokens.ends[draft.last - 1]
        return next((one for one in self.row["figures"] if one["start"] < end and start < one["end"]), None)


def read_rows(paths: Iterable[Path]) -> list[Row]:
    """Return the articles of files that have figures annotated."""
    rows = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row.get("figures")]


def gather(rows: Sequence[Row], lexicon: Lexicon) -> list[Example]:
    """Return the examples of annotated articles, each read with what the articles of other folds teach."""
    fold = fold_of(rows)
    apart = learn_apart(note_examples(rows, lexicon, {}), fold)
    return note_examples(rows, lexicon, {article: apart[number] for article, number in fold.items()})


def note_examples(rows: Iterable[Row], lexicon: Lexicon, given: Mapping[str, Weights]) -> list[Example]:
    """Return the examples of annotated articles; `given`: weights that choose, by article, instead of the gold."""
    Recorder.examples = []
    kept, context.Binder = context.Binder, Recorder
    try:
        for row in rows:
            Recorder.row, Recorder.given = row, given.get(row["id"])
            read(row, lexicon)
    finally:
        context.Binder = kept
    return Recorder.examples


def fold_of(rows: Iterable[Row]) -> dict[str, int]:
    """Return the fold of every article."""
    return {row["id"]: at % FOLDS for at, row in enumerate(rows)}


def read(row: Row, lexicon: Lexicon) -> Any:
    """Extract an article of the gold."""
    published = date.fromisoformat(row["published_date"]) if row.get("published_date") else None
    return extract(row["text"], lexicon, title=row.get("title") or "", published_date=published)


def tabulate(weights: dict[str, float]) -> Iterator[tuple[str, str, tuple[float, ...]]]:
    """Yield the rows of the table: what a trait is of, its name, and its weights: by SHAPES, or one, or two."""
    gathered: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for name, weight in weights.items():
        of, *column, trait = name.split("|", 2 if name.startswith(("frame", "side")) else 1)
        gathered[of, trait]["".join(column)] = weight
    for (of, trait), found in gathered.items():
        numbers = _columns(of, found)
        if max(map(abs, numbers)) > NEGLIGIBLE:
            yield of, trait, numbers


def _columns(of: str, found: dict[str, float]) -> tuple[float, ...]:
    """Return a trait's weights in order; what it weighs for two counts wherever they are named."""
    if of == "frame":
        anywhere = {shape: found.get(shape[0], 0.0) if len(shape) > 1 else 0.0 for shape in SHAPES}
        return tuple(anywhere[shape] + found.get(shape, 0.0) for shape in SHAPES)
    return (found.get("1", 0.0), found.get("2", 0.0)) if of == "side" else (found[""],)


def learn_apart(examples: Sequence[Example], fold: dict[str, int]) -> list[Weights]:
    """Return for each fold what all others teach."""
    apart = ([one for one in examples if fold[one.article] != number] for number in range(FOLDS))
    return [as_weights(tabulate(learn(others, FEWEST))) for others in apart]


def check(rows: Sequence[Row], lexicon: Lexicon) -> None:
    """Print how well each article is read with what the others teach, for several thresholds."""
    fold = fold_of(rows)
    learned = learn_apart(gather(rows, lexicon), fold)
    for whose.LIKELY_NAMED, whose.LIKELY in ((0.0, 0.0), (0.5, 0.5), (0.6, 0.8), (0.7, 0.8), (0.8, 0.9)):
        pairs = []
        for row in rows:
            whose.compile_weights = lambda _lexicon, found=learned[fold[row["id"]]]: found  # type: ignore[assignment]
            pairs.append((row, read(row, lexicon)))
        measured = {name: round(value, 1) for name, value in rate_whose(pairs).items()}
        print(
            f"a pair named in the clause from {whose.LIKELY_NAMED}, another from {whose.LIKELY}: {measured}", flush=True
        )


def write(weights: dict[str, float]) -> None:
    """Write the table under the comments that it has."""
    rows = sorted(
        (of, trait, " ".join(f"{number:.2f}" for number in numbers)) for of, trait, numbers in tabulate(weights)
    )
    comments = [line for line in CSV.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#")]
    with CSV.open("w", encoding="utf-8", newline="") as file:
        file.writelines([*comments, "of,trait,weights\n"])
        file.writelines(f'{of},"{trait.replace(chr(34), chr(34) * 2)}",{numbers}\n' for of, trait, numbers in rows)


def main(arguments: list[str]) -> None:
    """See the top of the file."""
    given = [Path(name) for name in arguments if name != "--check"]
    rows = read_rows(
        given or [*(GOLD / f"{name}.jsonl" for name in LEARNED), *sorted((GOLD / "learned").glob("*.jsonl"))]
    )
    lexicon = load_lexicon()
    if "--check" in arguments:
        check(rows, lexicon)
    else:
        write(learn(gather(rows, lexicon), FEWEST))


if __name__ == "__main__":
    main(sys.argv[1:])
