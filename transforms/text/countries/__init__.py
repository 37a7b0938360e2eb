"""Find the spans of a text that stand for a country.

One pass of a multi-pattern matcher finds every surface of the lexicon; the words beside a surface, and then the article
as a whole, decide what it stands for; what they leave open goes to the trained pipeline, where there is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from dyadwire.transforms.lexicon import Lexicon
from dyadwire.transforms.text.countries.ask_trained_pipeline import ask_judge
from dyadwire.transforms.text.countries.candidates import find_candidates
from dyadwire.transforms.text.countries.decide import decide
from dyadwire.transforms.text.countries.gazetteer import compile_gazetteer, compile_words
from dyadwire.transforms.text.countries.spans import finish
from dyadwire.transforms.text.countries.towns import Town, find_again, find_towns, names_of
from dyadwire.transforms.text.document import Document
from dyadwire.transforms.text.findings import TITLE, CountrySpan
from dyadwire.transforms.text.trained_pipeline import Judge


def find_countries(
    document: Document, lexicon: Lexicon, judge: Judge | None = None, outlet_country: str | None = None
) -> tuple[CountrySpan, ...]:
    """Find every span that stands for a country, leaders apart, in order of sentence and start; spans never overlap."""
    gazetteer, words = compile_gazetteer(lexicon), compile_words(lexicon)
    candidates = [one for passage in document.passages for one in find_candidates(passage, gazetteer)]
    title, text = document.title.text, document.body.text
    if not candidates:
        return ()
    cues = words.count_cues(f"{title}\n{text}")
    senses, evidence = decide(candidates, words, cues, outlet_country or "")
    if judge:
        senses = ask_judge(candidates, senses, evidence, words, (title, text), judge)
    spans = finish(candidates, senses, words, title, text, outlet_country or "")
    towns = list(find_towns(candidates, senses, evidence, words))
    towns += find_again(document.body, names_of(towns, text), words)
    return _merge(spans, towns, title, text)


def _merge(spans: Sequence[CountrySpan], towns: Sequence[Town], title: str, text: str) -> tuple[CountrySpan, ...]:
    """Add the towns that overlap no span, in order."""
    if not towns:
        return tuple(spans)
    merged = list(spans)
    near = {town.sentence for town in towns}
    taken = {(span.sentence, at) for span in spans if span.sentence in near for at in range(span.start, span.end)}
    for sentence, start, end, iso3 in towns:
        if not any((sentence, at) in taken for at in range(start, end)):
            taken.update((sentence, at) for at in range(start, end))
            surface = (title if sentence == TITLE else text)[start:end]
            merged.append(CountrySpan(sentence, start, end, surface, iso3, "city"))
    return tuple(sorted(merged))
