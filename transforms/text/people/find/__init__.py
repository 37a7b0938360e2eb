"""Find candidates for people: runs of capitals, titles, and the names that titles introduce."""
