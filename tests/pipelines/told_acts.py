"""News that tells acts, and lakes that a run makes of such."""

from collections.abc import Iterable
from pathlib import Path

from tests.pipelines.runs import here, write_lines

AID = "Turkey sent aid to Syria."
NEWS = (
    (
        "one.example",
        "2026-03-02",
        f"{AID} Rain fell in the hills all day, and the roads were closed until the evening.",
    ),
    (
        "two.example",
        "2026-03-03",
        f"{AID} The lorries crossed at noon, said a driver who had come with the first of them.",
    ),
    (
        "two.example",
        "2026-03-20",
        f"{AID} It was the second time this month, and again the lorries came in the morning.",
    ),
    (
        "one.example",
        "2026-03-04",
        "The EU imposed sanctions on Russia. They take hold in May, after a month of notice.",
    ),
)


def made(folder: Path, news: Iterable[tuple[str, str, str]]) -> Path:
    records = (
        {"url": f"https://{outlet}/{number}", "title": f"Note {number}", "published_at": day, "text": text}
        for number, (outlet, day, text) in enumerate(news)
    )
    ran = here("run", write_lines(folder / "news.jsonl", records), "--lake", folder / "lake")
    assert ran.returncode == 0, ran.stderr
    return folder / "lake"
