"""Pages to PDFs, with Typst."""
