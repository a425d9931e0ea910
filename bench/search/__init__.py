"""How fast search answers, and how much it loads, beside Pagefind's and Material's.

It is run by `python -m bench.search.run`.
"""
