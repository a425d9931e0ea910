"""Pages to PDFs, with Typst: finished HTML becomes nodes, a document, and a PDF.

`typst` is the only code that runs Typst.
"""
