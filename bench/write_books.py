"""Write a synthetic book and its peer: `python -m bench.write_books FOLDER COUNT [SEED]`.

FOLDER/briefbook is the book as a project of briefbook, FOLDER/peer the same book as a plain MkDocs project.
"""

import sys
from pathlib import Path

from bench.books.synthetic import make_book, write_book
from bench.peer.project import write_peer


def main() -> None:
    """Write a book and its peer as the command line says."""
    folder, count, *seed = sys.argv[1:]
    book = make_book(int(count), *map(int, seed))
    write_book(book, Path(folder) / "briefbook")
    write_peer(book, Path(folder) / "peer")


if __name__ == "__main__":
    main()
