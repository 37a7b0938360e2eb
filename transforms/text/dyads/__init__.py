"""Which pairs of countries a sentence relates; `decide/article_pair` decides which ones an article is about.

`token_classes` lists the classes of words by what they do between two countries. `encode` gives each word its class,
and `encoded_sentence` makes a string of a sentence, with one character for each country. `relate` decides which pairs
are related and `direction` who acts, by the shapes in `patterns`. `pronouns` resolves "it" and `implied_pairs` "the two
countries".
"""

from dyadwire.transforms.text.dyads.sentence import find_sentence_dyads

__all__ = ["find_sentence_dyads"]
