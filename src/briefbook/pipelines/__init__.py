"""From a folder to a book, a site, PDFs: what the commands `check`, `build` and `print` do.

`load` reads and checks a book; `build` makes its site, given an engine that knows how sites are laid out.
"""
