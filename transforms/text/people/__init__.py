"""People named in a text: who they are, their offices, and their countries."""
