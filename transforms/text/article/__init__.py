"""What becomes of one article: composed from its leads, with its ids and its outlet, and cut into rows."""
