"""Numbers that are no figures, or trivial ones: `rejects` decides what is none, `trivia` what is trivial."""
