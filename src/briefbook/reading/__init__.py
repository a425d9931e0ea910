"""Files to a book: YAML, Markdown, validation, linking."""
