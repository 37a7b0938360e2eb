"""Pages that work offline: what comes from outside is escaped, and by a policy only the page's own code runs."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from dyadwire.pipelines.ask.periods import label
from dyadwire.pipelines.ask.values import percent

_DATE = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")

# Pages about all pairs.
LISTS = (("index", "Pairs"), ("movers", "Movers"), ("network", "Network"))
_LISTED_FIRST = 10  # rows of a long list; the others are folded: a phone shows a row or two at once
_FOLDED_FROM = _LISTED_FIRST + 5  # rows: to unfold fewer than five takes longer than to pass them over


class Site(NamedTuple):
    """What lies beside a page, for its links: nothing, other files of its folder, or the pages of `dyadwire serve`.

    >>> Site().to("pair/CHN-RUS"), Site(live=True).to("pair/CHN-RUS", since="2026-11", until=None)
    ('CHN-RUS.html', '/pair/CHN-RUS?since=2026-11')
    """

    pages: tuple[tuple[str, str], ...] = ()  # names and labels of those that every page leads to
    live: bool = False

    def to(self, name: str, /, **asked: Any) -> str:
        """Return the address of a page, with what is asked of it; a file holds one answer, whatever is asked."""
        if not self.live:
            return f"{name.rpartition('/')[2]}.html"
        given = urlencode(
            {key: value for key, value in asked.items() if value is not False and value not in (None, "")}, doseq=True
        )
        return f"/{'' if name == 'index' else name}{f'?{given}' if given else ''}"


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=FunctionLoader(asset)
    )
    environment.globals |= {"listed_first": _LISTED_FIRST, "folded_from": _FOLDED_FROM}
    environment.filters["percent"] = lambda share: "" if share is None else percent(share)
    environment.filters["period"] = label
    environment.filters["dated"] = dated
    environment.filters["breakable"] = lambda name: escape(name).replace(".", Markup(".<wbr>"))
    return environment


def dated(text: str) -> Markup:
    """Return a text as HTML that breaks no date at its hyphens.

    >>> dated("A & B, 2026-03-01 to 2026-03")
    Markup('A &amp; B, <span class="date">2026-03-01</span> to <span class="date">2026-03</span>')
    """
    # What is put around is not of the text, which is escaped, and digits and hyphens are none of its marks.
    return Markup(_DATE.sub(r'<span class="date">\g<0></span>', str(escape(text))))  # noqa: S704


def page(template: str) -> Any:
    """Return a template of the folder pages; whatever is filled in is escaped."""
    return _environment().get_template(template)


def own_code(style: str, script: str, *, live: bool = False) -> dict[str, str]:
    """Return style and script of a page with the policy that lets these alone work, by their hashes.

    A form of a page that is served may be sent to its own server.
    """
    forms = "'self'" if live else "'none'"
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        f"base-uri 'none'; form-action {forms}"
    )
    return {"style": style, "script": script, "policy": policy}


def href(url: str | None) -> str:
    """Return an address that a page may link to; nothing for what is no web address.

    >>> href("https://a.example/1"), href("javascript:alert(1)"), href(None)
    ('https://a.example/1', '', '')
    """
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def asset(name: str) -> str:
    """Return the text of a file of the folder pages."""
    return (files("dyadwire.pipelines.pages") / name).read_text(encoding="utf-8")


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
