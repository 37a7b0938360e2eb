"""The learned decisions, one a file: candidates, their features, and weights that turn features into probabilities.

A decision lists its options for one place of an article, each option with features (words that name what speaks for or
against it), and the `model` of that name says how likely each option is; `feature_groups` and `packed_sums` let it
weigh once what options share, `explain` listens. `figures` reads the sentences of an article, `figure_fields` puts the
decisions on those of one in order. Weights are in `transforms/models`, learned by `python -m tests.gold.learn`.
`figure_topic` alone is not learned: its words, and how surely they tell, are in the lexicon.
"""
