"""How it is run: the graph, the command, the questions."""
