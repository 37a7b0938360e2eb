"""What is judged rather than spelled: one decision a file, each of them candidates, features and learned weights.

`model` is all of the framework. A decision lists its options for one place of an article, each option with features
(words that name what speaks for or against it), and the model of that name says how likely each option is. Weights are
in `transforms/models`, learned by `python -m tests.gold.learn`.
"""
