"""Deeds that grammar tells plainly, by a table of verbs: who does what to whom, whatever the weights say of it."""
