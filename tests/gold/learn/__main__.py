"""Learn what features weigh in decisions, and write transforms/models/NAME.csv.

python -m tests.gold.learn                     # learn all decisions from the real articles and write their weights
python -m tests.gold.learn NAME …              # only these, the others as they are
python -m tests.gold.learn --check [NAME …]    # cross-validate by article instead: each article is read with what the
                                               # other folds teach, and the scorer tells how well
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

if __name__ == "__main__":
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy loads it: sums, and so weights, differ with its threads

from dyadwire.transforms.text.decide.model import Model, use_model
from tests.gold.learn import backgrounds, briefs
from tests.gold.learn.ahead import score_ahead
from tests.gold.learn.answers import ANSWERS
from tests.gold.learn.backgrounds import dated, score_background
from tests.gold.learn.briefs import read_briefs, score_briefs
from tests.gold.learn.card import write_card
from tests.gold.learn.gather import UPSTREAM, learn_from, learning_apart, note_apart, note_examples, read_besides
from tests.gold.learn.real import FOLDS, Row, fold_of, predict, read_articles, score
from tests.gold.learn.states import refuse_lost_states
from tests.gold.learn.statuses import score_status
from tests.gold.logit import Example

MODELS = Path(__file__).parents[3] / "transforms" / "models"
NEGLIGIBLE = 0.02  # a weight no larger moves no decision that is worth a row
NEGLIGIBLE_OF_MANY = 0.06  # of decisions between many labels, whose weights are as many for each
MANY = frozenset(("act_code", "act_direction"))
# What is learned from texts of its own, as the scorers of the real articles ask of none: those, by the real articles.
APART = {backgrounds.NAME: dated, briefs.NAME: read_briefs}
ROUNDS = ("dense", "random", "next", "bbc", "wire")


def cross_validate(names: Sequence[str], rows: Sequence[Row]) -> dict[str, str]:
    """Return the prediction for each article, read with what the other folds teach."""
    found: dict[str, str] = {}
    downstream = {name: note_apart(name, rows) for name in names if name in UPSTREAM}
    upstream = [one for name in downstream for one in UPSTREAM[name]]
    for fold in learning_apart([name for name in ANSWERS if name in {*names, *upstream} - {*downstream}], rows):
        learn_from({name: [one for one in noted if fold_of(one.article) != fold] for name, noted in downstream.items()})
        held_out = [row for row in rows if fold_of(row["id"]) == fold]
        found.update(zip((row["id"] for row in held_out), predict(held_out), strict=True))
        for name in downstream:
            use_model(None, name)
    return {row["id"]: found[row["id"]] for row in rows}


def learn_by_fold(name: str, rows: Sequence[Row]) -> tuple[list[Example], list[Model]]:
    """Return the examples of a decision with texts of its own, and what all folds but each teach."""
    examples, models = note_examples([name], APART[name](rows))[name], []
    for fold in range(FOLDS):
        models += learn_from({name: [one for one in examples if fold_of(one.article) != fold]}).values()
    use_model(None, name)
    return examples, models


def check_background(rows: Sequence[Row]) -> str:
    """Cross-validate whether acts are background; the scorers read articles without the dates that this needs."""
    examples, models = learn_by_fold(backgrounds.NAME, rows)
    of = {part: {row["id"] for row in rows if row["round"] == part} for part in ROUNDS}
    of["modern"] = set().union(*(of[part] for part in ROUNDS if part != "wire"))
    return "\n".join(f"{part} {score_background(examples, models, articles)}" for part, articles in of.items())


def write(name: str, weights: Mapping[str, float]) -> int:
    """Write the weights of a decision, in the order of their names; return how many are worth a row."""
    least = NEGLIGIBLE_OF_MANY if name in MANY else NEGLIGIBLE
    worth = [(feature, weight) for feature, weight in sorted(weights.items()) if abs(weight) > least]
    with (MODELS / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "weight"))
        writer.writerows((feature, f"{weight:.2f}") for feature, weight in worth)
    return len(worth)


def learn_all(names: Sequence[str], rows: Sequence[Row]) -> None:
    """Learn decisions, and write their weights and cards."""
    plain = [name for name in names if name not in UPSTREAM and name not in APART]
    noted = note_examples(plain, [*rows, *read_besides(plain)]) if plain else {}
    noted |= {name: note_apart(name, rows) for name in names if name in UPSTREAM}
    for name in APART.keys() & {*names}:
        noted |= note_examples([name], APART[name](rows))
    for name, model in learn_from(noted).items():
        many = write(name, model.weights)
        write_card(MODELS / f"{name}.md", name, many, noted[name])


def check(names: Sequence[str], rows: Sequence[Row]) -> None:
    """Cross-validate decisions, and print their scores."""
    if backgrounds.NAME in names:
        print(check_background(rows))
    if briefs.NAME in names:
        print(score_briefs(*learn_by_fold(briefs.NAME, rows)))
    names = [name for name in names if name not in APART]
    if not names:
        return
    predictions = cross_validate(names, rows)
    for part in ROUNDS:
        print(f"== {part}\n{score(predictions, '--round', part)}\n{score_ahead(predictions, part)}")
        print(score_status(predictions, [row["id"] for row in rows if row["round"] == part]))
    print(f"== all\n{score(predictions)}\n{score_ahead(predictions)}")
    print(f"== acts\n{score(predictions, scorer='score_events.py')}\n{score_status(predictions, predictions)}")


def main(arguments: list[str]) -> None:
    """See the top of the file."""
    given = [name for name in arguments if not name.startswith("--")]
    names = [name for name in ANSWERS if name in given or not given]
    rows = read_articles()
    refuse_lost_states(rows)
    (check if "--check" in arguments else learn_all)(names, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
