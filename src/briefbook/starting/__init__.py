"""The first files of a new book, and of a new brief."""
