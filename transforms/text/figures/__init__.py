"""Candidates for figures: numbers with their value and unit, and what rules say of their change and time.

`candidates` finds the sentences that hold a number, `tokens` tokenises one, and `times` finds its phrases of time.
`reading` makes a draft of each number, with its value (`numbers`) and unit (`units`), and drops those that are no
figures (`rejected`). Then rules propose the direction of change (`changes`), period and base (`dating`), measure
(`measure`, which `measure_fit` fits to the kind of figure; where the lexicon has no noun for it `measure_beside`,
`measure_things` and `measure_deeds`) and qualifier (`qualifiers`, `bounds`); `topic_words` finds words of topics.
`drafts` lists what each stage fills. `transforms.text.decide` decides.

Function words that several modules need are in `function_words`; all other words are in the lexicon (`rules`).
"""
