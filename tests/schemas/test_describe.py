from __future__ import annotations

import re
from importlib.resources import files

from dyadwire.schemas.describe import describe
from dyadwire.schemas.views import macros

VIEWS = (files("dyadwire.schemas") / "views.sql").read_text(encoding="utf-8")


def test_the_document_is_the_schema() -> None:
    assert (files("dyadwire.schemas") / "TABLES.md").read_text(encoding="utf-8") == describe()


def test_every_macro_and_view_is_documented_where_it_is_defined() -> None:
    defined = set(re.findall(r"CREATE OR REPLACE (?:MACRO|VIEW) (\w+)", VIEWS)) - {
        "rows_of",
        "dyad_a",
        "dyad_b",
        "base",
    }
    tables = set(re.findall(r"CREATE OR REPLACE VIEW base\.(\w+)", VIEWS)) | set(
        re.findall(r"rows_of\('(\w+)'\)", VIEWS)
    )
    told = {macro.name for macro in macros()}
    assert defined - tables <= told
