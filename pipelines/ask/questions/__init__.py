"""A question a module: which options it takes, how it is answered, and how a row of the answer is read out."""
