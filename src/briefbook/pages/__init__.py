"""Book to pages, and pages to HTML, through the templates.

`standard_pages` is the table of the pages that every book has; `book_pages` makes all pages of a book, and
`rendering` their HTML. `guarantees` and `csp` say what a finished page must show, and may ask for.
"""
