"""Pages to PDFs, with Typst: finished HTML becomes nodes, a document, and a PDF.

`typst` is where Typst is asked; `typst_worker` is the only code that loads it, in a process of its own.
"""
