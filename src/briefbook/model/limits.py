"""How large and how deep what authors write may be. `docs/writing.md` lists the limits.

Each is far beyond what a desk writes, and low enough that a book within all of them is checked and printed in
seconds, and in less than three gigabytes.
"""

TEXT_BYTES = 1_000_000
"""A text: some 200 sheets in English, 70 in Japanese. A larger file is not read at all."""
REGISTER_BYTES = 10_000_000
"""A register, such as `sources.yml`."""
DRAWING_BYTES = 5_000_000
"""A drawing, which is parsed as XML, and set shape by shape."""
PIXELS = 100_000_000
"""Pixels of a picture, or of all those within a drawing: far more than a sheet can show."""
PICTURES = 2_000_000_000
"""Bytes that the pictures of one brief take while they are set: 500 million pixels."""
RECORDS = 25_000
"""Records of a register: a book of ten thousand briefs has some 20,000 sources."""
TERMS = 2_000
"""Terms of the glossary: each text is searched for all of them."""
ENTRIES = 1_000
"""Entries of a list, items of one, rows of a table: more is data, and goes beside a brief as a file."""
PARTS = 20_000
"""Paragraphs, items, cells, and marks such as `[`, in one text: print takes up to 50 kilobytes for each."""
PARAGRAPH = 20_000
"""Letters of a paragraph, a field, or all words of a drawing: some four sheets without an end."""
LINE = 1_000
"""Characters of a title, a name or another value on one line: it is in lists, and at the head of sheets."""
MARKS = 500
"""Marks of one kind in a paragraph: to pair them takes a time that grows with their square."""
DEPTH = 10
"""Quotations, lists and boxes within each other: print nests each in several calls, and may nest 80."""
DEPTH_OF_TYPE = 5
"""Bold type, italics, links and the like within each other."""
DEPTH_OF_YAML = 20
"""Maps and lists within each other; no field needs more than six."""
ACCENTS = 30
"""Characters that are one letter together, with its accents: no script needs half as many."""
