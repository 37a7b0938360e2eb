"""Which pairs of countries a sentence relates; `decide/article_pair` decides which ones an article is about.

Seams: `token_classes` names what words can do between countries and `encode` gives each word its class, `cooccur` reads
a sentence as a row of countries with classed words between them, `relate` decides which of its pairs stand in a
relation, `direction` who acts, and `patterns` has the tables of shapes that they look for; `refer` resolves "it" and
`imply` "the two countries".
"""

from dyadwire.transforms.text.dyads.sentence import find_sentence_dyads

__all__ = ["find_sentence_dyads"]
