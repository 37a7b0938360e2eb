"""Candidates for figures: numbers with their value and unit, and what rules say of their change and time.

`candidates` tells which sentences hold a number, `tokens` cuts one, `times` finds its phrases of time. `reading` makes
drafts of its numbers: what they are worth (`numbers`) and count (`units`), without those that are no figures
(`rejected`). Then rules propose what rose or fell (`changes`), when (`dating`), what is measured (`measure`, and by
what stands beside it `measure_beside`) and how sure it is (`qualifiers`, `bounds`); `topic_words` finds what tells a
topic. `drafts` says which stage fills which field; `transforms.text.decide` reads what all of them found and decides.

Words of grammar that several modules ask for are in `function_words`, all that news speaks of in the lexicon (`rules`).
"""
