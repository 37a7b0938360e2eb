"""Pages of the explorer and of reports: asked of a lake, and read."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from flask.testing import FlaskClient

from dyadwire.pipelines.serve.app import make_app
from dyadwire.pipelines.serve.served_lake import ServedLake
from dyadwire.pipelines.serve.sql import SqlLimits


def client_of(lake: Path) -> Iterator[FlaskClient]:
    served = ServedLake(str(lake), 60)
    yield make_app(served, SqlLimits("20s", "500MB")).test_client()
    served.close()


def said(client: FlaskClient, address: str, code: int = 200) -> str:
    found = client.get(address)
    assert found.status_code == code, found.text
    return found.text


class Page(HTMLParser):
    """Collects tags with their attributes, and text by the tag around it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.code: dict[str, str] = {}
        self._inside = ""
        self.links: list[tuple[str | None, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside in ("style", "script"):
            self.code[self._inside] = self.code.get(self._inside, "") + data
        else:
            self.text.append(data)
        if self._inside == "a":
            self.links.append((self.tags[-1][1].get("href"), data))

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def linked(self, address: str) -> list[str]:
        return [text for href, text in self.links if href == address]

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]
