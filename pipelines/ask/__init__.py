"""Questions and answers: a lake is asked, and the rows are printed and exported; `questions` has one a module."""
