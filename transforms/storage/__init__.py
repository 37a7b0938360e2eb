"""Storage: whole files or none, what is committed, who holds a lake, and what it must forget."""
