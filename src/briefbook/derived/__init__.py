"""What is computed from a book: the horizon, statuses, statements, the timeline, reviews."""
