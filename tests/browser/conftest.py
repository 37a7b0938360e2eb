"""One browser for the tests of a file."""

from collections.abc import Iterator

import pytest

from tests.browser.chrome import Chrome


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with Chrome(tmp_path_factory.mktemp("profile")) as browser:
        yield browser
