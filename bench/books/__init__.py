"""Synthetic books, on which everything is measured; `python -m bench.write_books` writes one."""
