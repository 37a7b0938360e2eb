"""Who stands in a text: runs of capitals, titles, and the names that titles introduce."""
