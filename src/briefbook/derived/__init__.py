"""What is computed from a book: the book as of a day, statements, coverage, the timeline, reviews.

`horizon` cuts the book to its day; `survey` is what several pages show of the whole of it, worked out once.
"""
