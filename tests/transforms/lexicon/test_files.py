"""Files of rules: what is no table is told by its name and row."""

import pytest

from dyadwire.transforms.lexicon import load_lexicon


@pytest.mark.parametrize("row", ["war", "war,bad,very"])
def test_a_row_with_fields_too_few_or_too_many_is_told(tmp_path, row):
    (tmp_path / "acts.csv").write_text(f"# of acts\nword,kind\npeace,good\n{row}\n")
    with pytest.raises(ValueError, match=r"^acts\.csv: row 2 has not 2 fields$"):
        load_lexicon(tmp_path)["acts"]


def test_a_file_without_a_header_has_no_rows(tmp_path):
    (tmp_path / "acts.csv").write_text("# of acts\n")
    assert load_lexicon(tmp_path)["acts"] == ()
