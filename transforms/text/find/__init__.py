"""Find spans that decisions choose from: firms, blocs, and stand-ins for states. High recall, not precision."""
