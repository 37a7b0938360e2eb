"""Turn texts that name options and commands into those of pages, which have labelled fields instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from dyadwire.pipelines.ask.answer import AsTyped

LABELS = {
    "actor": "Who acts",
    "all": "Also what may be chance",
    "class": "Class of acts",
    "code": "Kind of act",
    "confidence": "Likely at least",
    "counted": "Only from articles about the pair",
    "days": "Recent days",
    "destination": "Goes to",
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
    "origin": "Comes from",
    "outlet-country": "Outlets of a country",
    "panel": "Only outlets collected throughout",
    "period": "Time it is a figure of",
    "recipient": "To whom",
    "since": "From",
    "split": "A line for each",
    "state": "Reported or expected",
    "unit": "Unit or currency",
    "until": "To",
    "weeks": "Weeks compared with",
}
# What a field of choices says where none is chosen.
NONE_CHOSEN = {"by": "as suits", "class": "articles, no acts", "split": "one line"}
_ALLOWED = r",? or allow more with --[a-z]+$"
# Whatever begins first: what somebody typed, as messages quote it; an option, with its number; what pages leave out.
_TOLD = re.compile(
    r"""(?P<typed>(?<!\w)(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?!\w))"""
    r"|(?:Invalid value for )?'?--(?P<option>[a-z]+(?:-[a-z]+)*)'?(?P<number> [\d.]*\d)?(?=[ .,:;)]|$)"
    r"|[;:,] ?(?:`dyadwire [^`]*`|dyadwire [a-z]+[^`;.]*)(?: (?:lists|has) (?:it|them )?all)?"
    rf"|; reextract to compare|{_ALLOWED}"
)
_SWITCHES = ("all", "panel")  # which a page takes as 1, where others of its parameters have values


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

    What somebody typed, and a message quotes, is told as it is.

    >>> for_page("1 more is dated outside of this period (2014-05-03): --since 2014-05-03 takes it in.")
    '1 more is dated outside of this period (2014-05-03): “From” 2014-05-03 takes it in.'
    >>> for_page("2 undated articles are in no trend; `dyadwire articles CHN-RUS --outlet a.example` lists all.")
    '2 undated articles are in no trend.'
    >>> for_page("Invalid value for '--days': '--weeks 4' is not a valid integer.")
    "“Recent days”: '--weeks 4' is not a valid integer."
    """
    return reworded(text, lambda option, number: f"“{label_of(option)}”{number}")


def for_program(text: str) -> str:
    """Return what a command tells to those who ask by an address: parameters for options, and no commands.

    >>> for_program("No pair changed more than chance explains (see --all); --confidence 0 counts them.")
    'No pair changed more than chance explains (see all=1); confidence=0 counts them.'
    >>> for_program("Invalid value for '--days': 'x' is not a valid integer.")
    "'days': 'x' is not a valid integer."
    """
    return reworded(text, _parameter)


def _parameter(name: str, number: str) -> str:
    value = "1" if name in _SWITCHES else number.strip()
    return f"{name}={value}" if value else f"'{name}'"


def reworded(text: str, named: Callable[[str, str], str]) -> str:
    """Return what a command tells without its commands, each option written by its name and the number after it."""

    def reword(found: re.Match[str]) -> str:
        if found["typed"]:
            return found[0]
        return named(found["option"], found["number"] or "") if found["option"] else ""

    return _TOLD.sub(reword, text)


def each_reworded(notes: Iterable[str], reword: Callable[[str], str]) -> str:
    """Return notes as one text, in the words of `for_page` or `for_program`; what somebody typed is told as it is.

    >>> each_reworded(["--since asks for more.", AsTyped("Articles of --since.")], for_page)
    '“From” asks for more. Articles of --since.'
    """
    return " ".join(note if isinstance(note, AsTyped) else reword(note) for note in notes)


def without_allowance(refusal: str) -> str:
    """Return a refusal without the options that whoever started the server may choose: no page has fields for them.

    >>> without_allowance("it took longer than 3 s: ask with LIMIT, or allow more with --timeout")
    'it took longer than 3 s: ask with LIMIT'
    """
    return re.sub(_ALLOWED, "", refusal)
