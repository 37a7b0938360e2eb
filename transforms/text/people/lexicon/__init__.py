"""What is known beforehand: leaders and their terms, offices, and the words and make of names."""
