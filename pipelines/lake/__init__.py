"""A lake, from the writer's side: opened, locked, settled, published, rewritten, proved."""
