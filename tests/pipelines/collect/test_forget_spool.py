"""What was collected of an article goes with it, and is not collected again."""

import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pytest

from dyadwire.pipelines.collect.fetch import Limits
from dyadwire.pipelines.collect.spool import locked_spool, upload
from dyadwire.pipelines.collect.to_spool import collect
from dyadwire.pipelines.errors import DyadwireError
from dyadwire.pipelines.lake.forget import forget
from dyadwire.pipelines.lake.opening import open_lake
from dyadwire.pipelines.lake.verify import verify
from dyadwire.pipelines.run.options import CoverageOptions
from dyadwire.pipelines.run.passes import run_pass
from dyadwire.transforms.storage import filesystem
from dyadwire.transforms.storage.block_list import forgotten_in
from dyadwire.transforms.storage.committed import read_manifests
from tests.pipelines.collect.served_site import rss, serving
from tests.pipelines.searched import found_in, unpacked

QUICK = Limits(request_seconds=2, address_seconds=3, attempts=1, delay_seconds=0)
WORDS = ("plum-affair", "plum-short", "Plumland", "marmalade", "Quincewell")
TITLE = "Plumland and its minister of marmalade: China and Russia sign"
TEXT = (
    "China and Russia signed the marmalade accord. Trade between China and Russia rose 7 percent, Ms Quincewell said."
)


def page_of(title, text, more=""):
    body = f"<html><head><title>{title}</title>{more}</head><body><article><p>{text}</p></article></body></html>"
    return 200, body.encode(), {"Content-Type": "text/html"}


def item_of(base, path, title, text):
    return (
        f"<item><title>{title}</title><link>{base}{path}</link><guid isPermaLink='false'>{path}</guid>"
        f"<description>{text}</description><pubDate>Mon, 02 Nov 2026 09:00:00 GMT</pubDate></item>"
    )


def move_to(path):
    return 301, b"", {"Location": path}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The news, and a lake of two passes over them, of which the second saw a changed feed."""
    folder = tmp_path_factory.mktemp("forgotten")
    with serving() as site:
        publish(site)
        run(site, folder / "lake")
        site.items += item_of(site.base, "/4", "China and Russia sign accord 4", "")
        run(site, folder / "lake")
        assert {word for word, _ in found_in(folder / "lake", *WORDS)} == set(WORDS)
        yield site, folder / "lake", site.items, dict(site.routes)


@pytest.fixture
def news(made):
    """The news as they are after both passes, of which nothing was asked yet."""
    site, _, site.items, routes = made
    site.asked, site.routes = [], dict(routes)
    return site


@pytest.fixture
def lake(news, made, tmp_path):
    return shutil.copytree(made[1], tmp_path / "lake")


def publish(site):
    """Serve a feed of three pages; the address of the first is another one's, and its page names a third as its own."""
    own = f"<link rel='canonical' href='{site.base}/plum-affair'>"
    plain = "China and Russia signed accord {} on Monday. Trade between China and Russia rose {} percent, they said."
    site.routes |= {"/plum-short": move_to("/plum-affair?p=1"), "/plum-affair?p=1": page_of(TITLE, TEXT, own)}
    site.routes |= {f"/{n}": page_of(f"China and Russia sign accord {n}", plain.format(n, n)) for n in (2, 3, 4)}
    items = item_of(site.base, "/plum-short", TITLE, TEXT[:60])
    items += "".join(item_of(site.base, f"/{n}", f"China and Russia sign accord {n}", "") for n in (2, 3))
    site.items = items
    site.routes["/feed"] = lambda handler, _: handler.answer(200, rss(site.items))


def run(site, lake, *inputs):
    given = inputs or (f"{site.base}/feed",)
    options = CoverageOptions(
        inputs=tuple(map(str, given)), lake=str(lake), model=None, allow_networks=("127.0.0.0/8",)
    )
    return run_pass(options)


def gather(site, folder, **options):
    return collect([f"{site.base}/feed"], folder, allow_networks=["127.0.0.0/8"], limits=QUICK, **options)


@pytest.mark.slow
def test_no_byte_is_left_in_lake_spool_and_memory(news, lake):
    removed = forget(str(lake), urls=[f"{news.base}/plum-affair"])
    assert (removed.articles, removed.missing, removed.stays) == (1, (), ())
    assert found_in(lake, *WORDS) == set()
    assert list(verify(str(lake))) == []


@pytest.mark.slow
def test_the_rest_of_the_spool_is_what_it_was(news, lake, tmp_path):
    forget(str(lake), urls=[f"{news.base}/plum-affair"])
    books = run(news, tmp_path / "anew", lake / "_spool")
    assert books.kept == 3
    assert found_in(tmp_path / "anew", *WORDS) == set()
    assert run(news, lake, lake / "_spool").kept == 0
    assert found_in(lake, *WORDS) == set()


@pytest.mark.slow
def test_it_is_neither_asked_for_nor_kept_again(news, lake):
    forget(str(lake), urls=[f"{news.base}/plum-affair"])
    asked = len(news.paths("/plum"))
    news.items += item_of(news.base, "/5", "China and Russia sign accord 5", "")
    news.routes["/5"] = page_of(
        "China and Russia sign accord 5", "China and Russia signed accord 5 on Monday, they said."
    )
    assert run(news, lake).kept == 1
    assert len(news.paths("/plum")) == asked
    assert found_in(lake, *WORDS) == set()
    assert run(news, lake).kept == 0


def test_a_feed_that_lists_nothing_else_is_as_one_without_news(news, lake):
    forget(str(lake), urls=[f"{news.base}/plum-affair"])
    news.items = item_of(news.base, "/plum-short", TITLE, TEXT)
    assert run(news, lake).failed == 0
    assert found_in(lake, *WORDS) == set()


@pytest.mark.slow
def test_another_address_that_leads_to_it_brings_nothing_back(news, lake):
    forget(str(lake), urls=[f"{news.base}/plum-affair"])
    news.items += item_of(news.base, "/other-way", "A new way", "China and Russia.")
    news.routes["/other-way"] = move_to("/plum-affair?p=1")
    for _ in range(2):
        assert run(news, lake).kept == 0
    assert news.paths("/other-way") == ["/other-way"]  # once led there, it is known
    assert found_in(lake, *WORDS) == set()
    forget(str(lake), urls=[f"{news.base}/plum-affair"])
    assert found_in(lake, "other-way", "A new way") == set()


def test_an_outlet_goes_with_its_feed(news, lake):
    outlet = news.base.removeprefix("http://")
    assert forget(str(lake), outlets=[outlet]).articles == 4
    assert found_in(lake / "_spool", "accord", *WORDS) == set()
    asked = len(news.asked)
    run(news, lake)
    assert len(news.asked) == asked


def test_what_was_fetched_before_a_date_goes_from_the_spool(news, lake):
    forget(str(lake), before=date(2099, 1, 1))
    assert found_in(lake / "_spool", "accord", *WORDS) == set()
    assert found_in(lake, *WORDS) == set()


def test_pages_that_name_it_stay_and_are_counted(news, lake):
    news.items = item_of(news.base, "/9", "China and Russia sign accord 9", "")
    news.routes["/9"] = page_of("Accord 9", f"China and Russia signed 9. See {news.base}/plum-affair for more.")
    run(news, lake)
    removed = forget(str(lake), urls=[f"{news.base}/plum-affair"])
    assert removed.stays == (
        f"the title or address in other articles: {news.base}/9",
        "the title or address in 1 spooled page of others",
    )


def test_segments_that_lose_nothing_stay_as_they_are(news, lake):
    before = {path.name: path.read_bytes() for path in (lake / "_spool").glob("*.warc.gz")}
    assert forget(str(lake), urls=[f"{news.base}/nothing"]).records == 0
    assert {path.name: path.read_bytes() for path in (lake / "_spool").glob("*.warc.gz")} == before


def test_a_spool_elsewhere_is_named(news, tmp_path):
    gather(news, tmp_path / "spool")
    run(news, tmp_path / "lake", tmp_path / "spool")
    forget(str(tmp_path / "lake"), urls=[f"{news.base}/plum-affair"], spools=[str(tmp_path / "spool")])
    assert found_in(tmp_path, *WORDS) == set()
    gather(news, tmp_path / "spool")  # what leads there is known to this collector's own memory
    assert found_in(tmp_path, *WORDS) == set()


def test_a_spool_in_a_store_loses_it_too(news, tmp_path):
    report, place = gather(news, tmp_path / "spool"), "memory://forgotten/spool"
    upload(list(report.segments), place)
    run(news, tmp_path / "lake", place)
    assert forget(str(tmp_path / "lake"), urls=[f"{news.base}/plum-affair"], spools=[place]).records > 2
    left = b"".join(unpacked(filesystem.read(path)) for path in filesystem.glob(f"{place}/*"))
    assert b"accord 3" in left
    assert [word for word in WORDS if word.encode() in left] == []


def test_a_spool_that_is_not_there_is_told_before_anything_goes(news, lake, tmp_path):
    with pytest.raises(DyadwireError, match="no spool at"):
        forget(str(lake), urls=[f"{news.base}/plum-affair"], spools=[str(tmp_path / "spol")])
    assert not (tmp_path / "spol").exists()
    assert {word for word, _ in found_in(lake, *WORDS)} == set(WORDS)


def test_a_spool_that_is_being_filled_is_waited_for(news, lake):
    with locked_spool(lake / "_spool"), pytest.raises(DyadwireError, match="another collector fills"):
        forget(str(lake), urls=[f"{news.base}/plum-affair"])
    assert {word for word, _ in found_in(lake, *WORDS)} == set(WORDS)


def test_a_memory_that_is_read_keeps_nothing_in_its_log(news, lake, monkeypatch):
    monkeypatch.setattr("dyadwire.pipelines.collect.forget_store._BUSY_SECONDS", 0.1)
    store = lake / "_spool" / ".collector.sqlite"
    with closing(sqlite3.connect(store, isolation_level=None)) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from entries").fetchall()
        with pytest.raises(DyadwireError, match=r"in use|locked"):
            forget(str(lake), urls=[f"{news.base}/plum-affair"])
    forget(str(lake), urls=[f"{news.base}/plum-affair"])
    assert found_in(lake, *WORDS) == set()


@pytest.mark.slow
def test_an_outlet_that_only_the_spool_has_is_kept_out(news, tmp_path):
    lake = tmp_path / "lake"
    open_lake(str(lake))
    gather(news, lake / "_spool")
    outlet = news.base.removeprefix("http://")
    removed = forget(str(lake), outlets=[outlet])
    assert removed.unknown == ()
    assert removed.records > 0
    assert forgotten_in(read_manifests(str(lake))).outlets == {outlet}
