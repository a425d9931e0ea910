"""Book to pages, and pages to HTML."""
