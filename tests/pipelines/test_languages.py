"""Articles in Russian, Chinese and English about one pair, from a file to the answers of a lake."""

import json

from tests.pipelines.runs import article, here, write_lines

DAY = "2026-10-05T08:00:00Z"
RUSSIAN = (
    "Министр торговли России принял в Москве коллегу из Китая. Российско-китайская торговля выросла на 12,5% "
    "до 240 млрд долларов. Стороны подписали соглашение о поставках зерна из России в Китай."
)
CHINESE = (
    "俄罗斯贸易部长在莫斯科会见中国代表团。中俄双边贸易额增长百分之六，达到1500亿美元。中国和俄罗斯签署了粮食协议。"
)
GREEK = "Ο υπουργός εξωτερικών της Ελλάδας συναντήθηκε χθες με τον ομόλογό του στην Αθήνα και συζήτησαν για το εμπόριο."


def test_pair_is_counted_in_all_languages(tmp_path):
    articles = [
        article(1, published_at=DAY),
        article(2, url="https://gazeta.example/2", title="Россия и Китай", text=RUSSIAN, published_at=DAY),
        article(3, url="https://ribao.example/3", title="中俄签署协议", text=CHINESE, published_at=DAY),
        article(4, url="https://efimerida.example/4", title="Συνάντηση", text=GREEK, published_at=DAY),
    ]
    lake = tmp_path / "lake"
    ran = here("run", write_lines(tmp_path / "in.jsonl", articles), "--lake", lake, "--model", "none")
    assert ran.returncode == 0, ran.stderr
    told = here("sql", "SELECT language, analysed FROM articles ORDER BY ALL", "--lake", lake, "--csv").stdout
    assert told.split() == ["language,analysed", "el,false", "en,true", "ru,true", "zh,true"]
    days = here("trend", "Russia", "China", "--lake", lake, "--since", "2026-10-05", "--json").stdout
    day = next(row for row in json.loads(days) if row["articles"])
    assert (day["articles"], day["total_articles"]) == (3, 3)
    question = (
        "SELECT language, value FROM figures JOIN articles USING (article_id) WHERE currency = 'USD' ORDER BY 1, 2"
    )
    found = here("sql", question, "--lake", lake, "--csv").stdout.split()
    assert found[-2:] == ["ru,240000000000", "zh,150000000000"]
