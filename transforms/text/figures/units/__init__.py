"""Units of numbers: measures, money, counted nouns, and denominators such as "a barrel"."""
