"""From a folder to a book, a site, PDFs."""
