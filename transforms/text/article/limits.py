"""How much of one document and of one text is read."""

# A page or a line above this is no article; the largest pages of news sites hold about 5 MB of markup.
MAX_DOCUMENT_BYTES = 20_000_000
# No article of news is longer, and a page of short sentences about countries takes a minute to be read up to here.
MAX_TEXT_CHARACTERS = 1_000_000
