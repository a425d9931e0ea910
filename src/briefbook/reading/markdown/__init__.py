"""Markdown to prose. Read first: `parser`, `blocks` (lines to a tree), `extension` (the tree to HTML)."""
