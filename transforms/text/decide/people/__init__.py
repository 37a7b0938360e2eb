"""People: which names are of people, and the country of each."""
