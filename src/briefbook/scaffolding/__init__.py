"""The first files of a new book, and of a new brief: what the commands `init` and `new` do."""
