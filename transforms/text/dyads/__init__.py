"""Which pairs of countries a sentence relates, and which an article is about.

Seams: `letters` codes words, `cooccur` reads a sentence as a row of countries with coded words between them, `relate`
decides which of its pairs stand in a relation, `direction` who acts, and `patterns` holds the shapes that they look
for; `refer` resolves "it" and `imply` "the two countries"; `weigh` scores the pairs of an article.
"""

from transforms.text.dyads.sentence import find_sentence_dyads
from transforms.text.dyads.weigh import DEFAULT_THRESHOLD, find_article_dyads

__all__ = ["DEFAULT_THRESHOLD", "find_article_dyads", "find_sentence_dyads"]
