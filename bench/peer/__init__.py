"""A synthetic book as a plain MkDocs project, beside which a build is measured.

`python -m bench.write_books` writes it.
"""
