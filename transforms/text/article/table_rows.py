"""Turn what was found in one article into the rows of its tables."""

from __future__ import annotations

from typing import NamedTuple

from dyadwire.schemas import records
from dyadwire.schemas.records import Article
from dyadwire.transforms.text.findings import TITLE, ActSpan, CountrySpan, Extraction, FigureSpan, Phrase, SentenceSpan

Rows = dict[str, list[tuple[object, ...]]]
_KEY = ("article_id", "revision", "published_date")
_NO_PHRASE = (None, None, None)
KEEP_TEXT = ("full", "sentences", "none")


class Settings(NamedTuple):
    """What decides how rows are made, beside the engine itself; stored in the manifest."""

    keep_text: str
    threshold: float
    model: str | None


class _Maker:
    """Makes the rows of one article: its key, its sentences, and whether texts are kept."""

    def __init__(self, article: Article, found: Extraction, settings: Settings) -> None:
        self.article, self.found, self.settings = article, found, settings
        self.key = (article.article_id, article.revision, article.published_date)
        self.keeps = settings.keep_text != "none"

    def surface(self, text: str) -> str | None:
        return text if self.keeps else None

    def mentions(self) -> list[tuple[object, ...]]:
        return [self._mention(mention) for mention in sorted((*self.found.countries, *self.found.blocs))]

    def _mention(self, m: CountrySpan) -> records.CountryMention:
        in_title, surface = m.sentence == TITLE, self.surface(m.surface)
        return records.CountryMention(*self.key, m.sentence, m.start, m.end, m.iso3, m.kind, m.use, in_title, surface)

    def dyad_mentions(self) -> list[tuple[object, ...]]:
        return [
            records.DyadMention(*self.key, d.sentence, *d.dyad, d.explicit, d.relational, *(d.directed or (None, None)))
            for d in self.found.sentence_dyads
        ]

    def article_dyads(self) -> list[tuple[object, ...]]:
        floor = self.settings.threshold
        return [
            records.ArticleDyad(
                *self.key, *d.dyad, round(d.salience, 6), floor, d.sentences, d.relational_sentences, d.in_title,
                d.first_sentence,
            )
            for d in self.found.article_dyads
            if self.article.analysed and d.salience >= floor  # else it would be in a share's numerator alone
        ]  # fmt: skip

    def acts(self) -> list[tuple[object, ...]]:
        return [self._act(act) for act in self.found.acts]

    def _act(self, act: ActSpan) -> records.Act:
        source = self.article.title if act.sentence == TITLE else self.article.text or ""
        start, end = act.trigger or (None, None)
        period, first, last = act.period or _NO_PHRASE
        surface = self.surface(source[start:end]) if act.trigger else None
        return records.Act(
            *self.key, act.sentence, act.actor, act.recipient, act.code, act.quad, act.mutual, act.when,
            period, first, last, act.confidence, start, end, surface, act.background,
        )  # fmt: skip

    def figures(self) -> list[tuple[object, ...]]:
        return [self._figure(figure) for figure in self.found.figures]

    def _figure(self, f: FigureSpan) -> records.Figure:
        # The columns that both share by name, and those that are one value there and several columns here.
        shared = {name: getattr(f, name) for name in records.Figure._fields if name in FigureSpan._fields}
        shared |= {"start_char": f.start, "end_char": f.end, "linked_start_char": f.linked_start}
        country_a, country_b = f.dyad or (None, None)
        columns = dict(zip(_KEY, self.key, strict=True)) | shared | _phrase("period", f.period)
        columns |= _phrase("baseline", f.base) | {"country_a": country_a, "country_b": country_b}
        return records.Figure(**columns | {"surface": self.surface(f.surface)})

    def people(self) -> list[tuple[object, ...]]:
        found: dict[str, records.Person] = {}
        for p in self.found.people:
            seen = found.get(p.full_name) or records.Person(*self.key, p.full_name, p.role, p.iso3, 0)
            found[p.full_name] = seen._replace(
                role=seen.role or p.role, iso3=seen.iso3 or p.iso3, mentions=seen.mentions + 1
            )
        return list(found.values())

    def sentences(self, wanted: set[int]) -> list[tuple[object, ...]]:
        return [self._sentence(s) for s in self.found.sentences if s.number in wanted]

    def _sentence(self, s: SentenceSpan) -> records.Sentence:
        source = self.article.title if s.number == TITLE else self.article.text or ""
        return records.Sentence(*self.key, s.number, s.start, s.end, self.surface(source[s.start : s.end]))


def _phrase(name: str, phrase: Phrase | None) -> dict[str, object]:
    text, start, end = phrase or _NO_PHRASE
    return {f"{name}_text": text, f"{name}_start": start, f"{name}_end": end}


def rows_of(article: Article, found: Extraction, settings: Settings) -> Rows:
    """Return table name → rows of one article. Sentences are listed only where another row points at them.

    `article` carries its text; what is kept of it in the rows is decided by `settings.keep_text`.
    """
    maker = _Maker(article, found, settings)
    mentions, dyads, acts, figures = maker.mentions(), maker.dyad_mentions(), maker.acts(), maker.figures()
    pointed_at = {sentence for rows in (mentions, dyads, acts, figures) for sentence in (row[3] for row in rows)}
    pointed_at |= {person.sentence for person in found.people}
    kept = article if settings.keep_text == "full" else article._replace(text=None)
    return {
        "articles": [kept],
        "sentences": maker.sentences(pointed_at),  # type: ignore[arg-type]
        "country_mentions": mentions,
        "dyad_mentions": dyads,
        "article_dyads": maker.article_dyads(),
        "acts": acts,
        "figures": figures,
        "people": maker.people(),
    }
