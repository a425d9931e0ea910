"""What is computed from a book: the book as of a day, statements, coverage, the timeline, reviews."""
