"""Numbers that are no figures, or trifles: `rejects` asks what they are, `trivia` whether they matter."""
