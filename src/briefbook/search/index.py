"""Documents to the files of the index, small enough that a reader loads only what a query needs.

Each is a plain script that hands its content to `templates/search/search.js`, so that search works
from disk and under a strict Content-Security-Policy:

- `search/index.js`: how to read a query, and which terms are in which file;
- `search/terms-N.js`: for each term the documents that have it, and how much it says of each;
- `search/facets.js`: for each value of each facet its documents;
- `search/spellings.js`: the words that there are, for those misspelt;
- `search/pages/N.js`: what a result shows of document N.

Documents are numbered by date, the latest first, so that a list of numbers is sorted by date. A list
is written as gaps between its numbers, in digits of five bits and one that says whether more follow.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import log2
from operator import add, sub
from typing import Any

from briefbook.model.book import Book
from briefbook.model.vocabulary import words
from briefbook.pages.data_scripts import data_script
from briefbook.search.documents import ENTITY_FACETS, FACETS, Document
from briefbook.search.scoring import Reader
from briefbook.search.tokens import RULES, stem, tokens_of_text

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BLOCK_SIZE = 16_000
_MOST_SPELLINGS = 20_000

_Postings = defaultdict[str, tuple[list[int], list[str]]]
"""For each term the documents that have it, in ascending order, and digits for how much it says of each."""


def index_files(book: Book, documents: Sequence[Document]) -> dict[str, str]:
    """Return the files of the index, by address; documents are numbered in their order."""
    postings: _Postings = defaultdict(lambda: ([], []))
    reader = Reader()
    for number, document in enumerate(documents):
        scale = document.weight * _PRECISION
        for term, score in reader.scores(document).items():
            numbers, digits = postings[term]
            numbers.append(number)
            digits.append(_SCORES[min(int(score * scale), _TOP)])
    blocks = list(_blocks(postings))
    files: dict[str, Any] = {f"terms-{number}": block for number, block in enumerate(blocks)}
    files |= {f"pages/{number}": _page(document) for number, document in enumerate(documents)}
    files["facets"] = _facets(book, documents)
    files["spellings"] = _spellings(documents, reader.words, postings)
    files["index"] = {
        "documents": len(documents),
        "dated": sum(1 for each in documents if each.date),
        "blocks": [next(iter(block)) for block in blocks],
        "rules": RULES,
    }
    return {
        f"search/{name}.js": data_script("briefbookSearch.take", name, content)
        for name, content in files.items()
    }


def _blocks(postings: _Postings) -> Iterator[dict[str, str]]:
    """Yield the terms in order, each with its list of documents and scores, in blocks of about one size."""
    block: dict[str, str] = {}
    size = 0
    for term in sorted(postings):
        numbers, digits = postings[term]
        block[term] = "".join(map(add, _gaps(numbers), digits))
        size += len(term) + len(block[term])
        if size >= _BLOCK_SIZE:
            yield block
            block, size = {}, 0
    if block:
        yield block


def _gaps(numbers: Sequence[int]) -> Iterator[str]:
    """Yield each of some ascending numbers as its gap from the one before; before the first comes -1."""
    return map(_gap, map(sub, numbers, (-1, *numbers)))


@lru_cache(maxsize=20_000)  # a book has no larger gaps than it has documents
def _gap(number: int) -> str:
    """Return a number in digits of five bits, the lowest first; the sixth bit says that more follow."""
    digits = ""
    while number >= 32:
        digits += _DIGITS[32 + number % 32]
        number //= 32
    return digits + _DIGITS[number]


def _level(score: float) -> str:
    """Return the digit of a score, on a scale of which eight steps are a factor of two, and 16 is one."""
    return _DIGITS[min(max(round(8 * log2(score)) + 16, 0), 63)]


_PRECISION = 16
_TOP = 64 * _PRECISION - 1
_SCORES = [_level((step + 0.5) / _PRECISION) for step in range(_TOP + 1)]


def _page(document: Document) -> dict[str, Any]:
    return {
        "address": document.address,
        "title": document.title,
        **({"caveat": document.caveat} if document.caveat else {}),
        "kind": words(document.kind).capitalize(),
        "status": document.status,
        "date": "" if str(document.date) in document.status else str(document.date or ""),
        "passages": document.passages,
    }


def _facets(book: Book, documents: Sequence[Document]) -> dict[str, dict[str, tuple[str, str]]]:
    """Return for each facet its values, each with its name and its documents."""
    facets: dict[str, defaultdict[str, list[int]]] = {facet: defaultdict(list) for facet in FACETS}
    for number, document in enumerate(documents):
        for facet, values in document.facets.items():
            for value in values:
                facets[facet][value].append(number)
    return {
        facet: {
            value: (
                book.names[value] if facet in ENTITY_FACETS else words(value).capitalize(),
                "".join(_gaps(numbers)),
            )
            for value, numbers in sorted(values.items())
        }
        for facet, values in facets.items()
    }


def _spellings(documents: Iterable[Document], spoken: set[str], postings: _Postings) -> dict[str, str]:
    """Return the words of names, and the most frequent others, each list in order and without repetition."""
    names = {word for each in documents for name in each.names for word in tokens_of_text(name) if stem(word)}
    others = sorted(filter(stem, spoken - names), key=lambda word: (-len(postings[stem(word)][0]), word))
    return {
        "names": _front_coded(names),
        "others": _front_coded(others[: max(0, _MOST_SPELLINGS - len(names))]),
    }


def _front_coded(words_of_one_list: Iterable[str]) -> str:
    """Return words in order, each as a digit for the characters shared with the last, and the rest."""
    coded: list[str] = []
    last = ""
    for word in sorted(words_of_one_list):
        shared = 0
        while shared < min(len(word), len(last), 63) and word[shared] == last[shared]:
            shared += 1
        coded.append(_DIGITS[shared] + word[shared:])
        last = word
    return " ".join(coded)
