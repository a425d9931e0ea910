"""Files to a book: the texts of a folder, YAML and Markdown, validation, linking.

An author's mistake is a problem with a place; all of them are found in one run.
"""
