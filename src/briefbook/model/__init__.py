"""The book as frozen data: what it holds, in the words of the field, and who names and cites whom.

Nothing here reads or writes. `book` is the whole; `records` and `fields` are what its parts are made of, and
`briefs` has the kinds of brief, one file a kind.
"""
