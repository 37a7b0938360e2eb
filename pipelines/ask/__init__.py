"""Questions and answers: a lake is asked, and the rows are printed and exported.

`questions` has a question a module. It asks a connection of `query` for rows (`act_rows`, `trend_rows` …), tells what
they are counted from (`collected`, `left_out`), and makes of both an `answer`, which `printing` and `exports` write.
"""
