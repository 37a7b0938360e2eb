"""A lake, from the writer's side: opened, held, settled, published, rewritten, proved."""
