"""The learned decisions, one a file: candidates, their features, and weights that turn features into probabilities.

A decision lists its options for one place of an article, each with its features (short names of what speaks for or
against it); the `model` of that name returns the probability of each option. `feature_groups` and `packed_sums` make
this fast by weighing once what options share, and `explain` records the decisions. A file that is called like a model
decides by it; the others beside it describe the candidates. `figures/figures.py` goes through the sentences of an
article, and `figures/fields.py` decides the fields of the figures of one, in order. The weights are in
`transforms/models`, learned by `python -m tests.gold.learn`. Only `figure_topic` is not learned: its words and their
strengths are in the lexicon.
"""
