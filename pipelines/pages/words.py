"""Turn texts that name options and commands into those of pages, which have labelled fields instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dyadwire.pipelines.ask.answer import AsTyped

LABELS = {
    "actor": "Who acts",
    "all": "Also what may be chance",
    "class": "Class of acts",
    "code": "Kind of act",
    "confidence": "Likely at least",
    "counted": "Only from articles about the pair",
    "days": "Recent days",
    "each": "Every report by itself",
    "kind": "Kind of number",
    "match": "Title or text contains",
    "mean": "Average over periods",
    "measure": "What is measured",
    "min": "Value at least",
    "minimum": "Fewest counted",
    "once": "Each act once",
    "on": "On a date, in a month",
    "originals": "Originals only, no copies",
    "outlet-country": "Outlets of a country",
    "panel": "Only outlets collected throughout",
    "period": "Time it is a figure of",
    "since": "From",
    "split": "A line for each",
    "unit": "Unit or currency",
    "until": "To",
    "weeks": "Weeks compared with",
}
# What a field of choices says where none is chosen.
NONE_CHOSEN = {"by": "as suits", "class": "articles, no acts", "split": "one line"}
_OPTION = re.compile(r"(?:Invalid value for )?'?--([a-z]+(?:-[a-z]+)*)'?(?=[ .,:;)]|$)")
_COMMAND = re.compile(r"[;:,] ?`?dyadwire [a-z]+[^`;.]*`?(?: (?:lists|has) (?:it|them )?all)?")
_MENDED = "; reextract to compare"
_ALLOWED = re.compile(r",? or allow more with --[a-z]+")


def label_of(option: str, choices: Sequence[str] = ()) -> str:
    """Return what the field of an option is called; `by` is an order, or with days to choose the length of a period.

    >>> label_of("since"), label_of("outlet"), label_of("by", ["day", "week"])
    ('From', 'Outlet', 'Length of a period')
    """
    if option == "by":
        return "Length of a period" if "day" in choices else "Order by"
    return LABELS.get(option) or option.replace("-", " ").capitalize()


def for_page(text: str) -> str:
    """Return what a command tells, in the words of a page: fields for options, and no commands.

    >>> for_page("1 more is of another date, which --since and --until ask for.")
    '1 more is of another date, which “From” and “To” ask for.'
    >>> for_page("2 undated articles are in no trend; `dyadwire articles CHN-RUS` lists all.")
    '2 undated articles are in no trend.'
    >>> for_page("Invalid value for '--days': 'x' is not a valid integer.")
    "“Recent days”: 'x' is not a valid integer."
    """
    text = _COMMAND.sub("", without_allowance(text)).replace(_MENDED, "")
    return _OPTION.sub(lambda found: f"“{label_of(found[1])}”", text)


def for_page_each(notes: Iterable[str]) -> str:
    """Return notes as one text in the words of a page; what somebody typed is told as it is.

    >>> for_page_each(["--since asks for more.", AsTyped("Articles with '--since'.")])
    "“From” asks for more. Articles with '--since'."
    """
    return " ".join(note if isinstance(note, AsTyped) else for_page(note) for note in notes)


def without_allowance(refusal: str) -> str:
    """Return a refusal without the options that whoever started the server may choose: no page has fields for them.

    >>> without_allowance("it took longer than 3 s: ask with LIMIT, or allow more with --timeout")
    'it took longer than 3 s: ask with LIMIT'
    """
    return _ALLOWED.sub("", refusal)
