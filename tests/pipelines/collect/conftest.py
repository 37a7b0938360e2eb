"""Sites on loopback to collect from."""

from collections.abc import Iterator

import pytest

from tests.pipelines.collect.served_site import Site, linking, serving


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as served:
        yield served


@pytest.fixture
def growing(site) -> Site:
    """A feed that has one entry more at every poll."""
    page = "<html><body><p>China and Japan met again in room {}, officials said on Monday.</p></body></html>"
    talks = "<title>Talks {name}</title>"
    site.routes["/feed"] = lambda handler, count: handler.answer(200, linking(site.base, range(count), talks))
    site.routes |= {f"/page/{n}": (200, page.format(n).encode(), {}) for n in range(200)}
    return site


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.collect.fetch._backoff", lambda attempt: 0.01)
