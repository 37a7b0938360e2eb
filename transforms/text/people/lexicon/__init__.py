"""What the lexicon knows of people: leaders and their terms, offices, and the words and make of names."""
