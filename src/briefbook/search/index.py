"""Documents to the files of the index, small enough that a reader loads only what a query needs.

Each is a plain script that hands its content to `templates/assets/search.js`, so that search works
from disk and under a strict Content-Security-Policy:

- `search/index.js`: how to read a query, and which terms stand in which file;
- `search/terms-N.js`: for each term the documents that have it, and how much it tells there;
- `search/facets.js`: for each value of each facet its documents;
- `search/spellings.js`: the words that there are, for those misspelt;
- `search/pages/N.js`: what a result shows of document N.

Documents are numbered by date, the latest first, so that a list of numbers is sorted by date. A list
is written as gaps between its numbers, in digits of five bits and one that says whether more follow.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log2, sqrt
from typing import Any

from briefbook.dates import PartialDate
from briefbook.model import Book
from briefbook.search.documents import FACETS, Document
from briefbook.search.words import RULES, dates, fold, stem, terms_of_date, terms_of_name, words
from briefbook.vocabulary import words as shown

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BLOCK_SIZE = 16_000
_MOST_SPELLINGS = 20_000

_NAME, _LEAD, _FACT, _TEXT, _MENTION = 10, 4, 2, 1, 1
_USUAL_LENGTH = 200


def index_files(book: Book, documents: Sequence[Document]) -> dict[str, str]:
    """Return the files of the index, by address; documents are numbered in their order."""
    lists: defaultdict[str, _List] = defaultdict(_List)
    spoken: Counter[str] = Counter()
    for number, document in enumerate(documents):
        for term, score in _scores(document, spoken).items():
            lists[term].add(number, score * document.weight)
    blocks = list(_blocks(lists))
    files: dict[str, Any] = {f"terms-{number}": block for number, block in enumerate(blocks)}
    files |= {f"pages/{number}": _page(document) for number, document in enumerate(documents)}
    files["facets"] = _facets(book, documents)
    files["spellings"] = _spellings(documents, spoken)
    files["index"] = {
        "documents": len(documents),
        "dated": sum(1 for each in documents if each.date),
        "blocks": [next(iter(block)) for block in blocks],
        "rules": RULES,
    }
    return {f"search/{name}.js": _script(name, content) for name, content in files.items()}


def _script(name: str, content: Any) -> str:
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"briefbookSearch.take({json.dumps(name)},{written})\n"


def _scores(document: Document, spoken: Counter[str]) -> dict[str, float]:
    """Return how much each term tells in a document; count in ``spoken`` the words as they stand there.

    In a name a word tells the more, the shorter the name; in a text, the more often it stands there,
    but ever less so (BM25's saturation).
    """
    scores: defaultdict[str, float] = defaultdict(float)
    for name in document.names:
        found = terms_of_name(name)
        for term in found:
            scores[term] = max(scores[term], _NAME / sqrt(len(found)))
    _add(scores, _LEAD, _terms([document.lead], spoken))
    _add(scores, _FACT, _terms(document.facts, spoken, document.dates))
    _add(scores, _TEXT, _terms(document.text, spoken))
    _add(scores, _MENTION, Counter(term for name in document.mentions for term in terms_of_name(name)))
    for term in terms_of_date(document.date) if document.date else ():
        scores[term] += _LEAD
    return scores


def _terms(texts: Iterable[str], spoken: Counter[str], days: Iterable[PartialDate] = ()) -> Mapping[str, int]:
    """Return how often each term stands in texts; their dates count, and those of ``days``."""
    folded = fold("\n".join(texts))
    spelled = Counter(words(folded))
    spoken.update(spelled)
    counts: defaultdict[str, int] = defaultdict(int)
    for word, count in spelled.items():
        counts[stem(word)] += count
    for term in (*dates(folded), *(term for day in days for term in terms_of_date(day))):
        counts[term] += 1
    return counts


def _add(scores: defaultdict[str, float], weight: float, counts: Mapping[str, int]) -> None:
    usual = 0.5 + 0.5 * sum(counts.values()) / _USUAL_LENGTH
    for term, count in counts.items():
        scores[term] += weight * count / (count + usual)


class _List:
    """Numbers of documents in ascending order, as text: the gap before each, and a digit for its score."""

    __slots__ = ("_last", "_parts")

    def __init__(self) -> None:
        self._last = -1
        self._parts: list[str] = []

    def add(self, number: int, score: float | None = None) -> None:
        """Add the next number."""
        gap = number - self._last
        self._last = number
        self._parts.append(_GAPS[gap] if gap < len(_GAPS) else _gap(gap))
        if score is not None:
            self._parts.append(_SCORES[min(int(score * _PRECISION), _TOP)])

    def __str__(self) -> str:
        return "".join(self._parts)


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


_GAPS = [_gap(number) for number in range(1024)]
_PRECISION = 16
_TOP = 64 * _PRECISION - 1
_SCORES = [_level((step + 0.5) / _PRECISION) for step in range(_TOP + 1)]


def _blocks(lists: Mapping[str, _List]) -> Iterator[dict[str, str]]:
    """Yield the terms in order, with their documents, in blocks of about one size."""
    block: dict[str, str] = {}
    size = 0
    for term in sorted(lists):
        block[term] = str(lists[term])
        size += len(term) + len(block[term])
        if size >= _BLOCK_SIZE:
            yield block
            block, size = {}, 0
    if block:
        yield block


def _page(document: Document) -> dict[str, Any]:
    return {
        "address": document.address,
        "title": document.title,
        "kind": shown(document.kind).capitalize(),
        "status": document.status,
        "date": "" if str(document.date) in document.status else str(document.date or ""),
        "passages": document.passages,
    }


def _facets(book: Book, documents: Sequence[Document]) -> dict[str, dict[str, tuple[str, str]]]:
    """Return for each facet its values, each with its name and its documents."""
    facets: dict[str, defaultdict[str, _List]] = {facet: defaultdict(_List) for facet in FACETS}
    for number, document in enumerate(documents):
        for facet, values in document.facets.items():
            for value in values:
                facets[facet][value].add(number)
    return {
        facet: {
            value: (book.names.get(value) or shown(value).capitalize(), str(numbers))
            for value, numbers in sorted(values.items())
        }
        for facet, values in facets.items()
    }


def _spellings(documents: Iterable[Document], spoken: Counter[str]) -> dict[str, str]:
    """Return the words of names, and the most frequent others, each list in order and without repetition."""
    names = {word for each in documents for name in each.names for word in words(fold(name))}
    others = [word for word, _ in spoken.most_common() if word not in names]
    return {
        "names": _front_coded(names),
        "others": _front_coded(others[: max(0, _MOST_SPELLINGS - len(names))]),
    }


def _front_coded(words_of_one_list: Iterable[str]) -> str:
    """Return words in order, each as a digit for how many signs it shares with the last, and the rest."""
    coded: list[str] = []
    last = ""
    for word in sorted(words_of_one_list):
        shared = 0
        while shared < min(len(word), len(last), 63) and word[shared] == last[shared]:
            shared += 1
        coded.append(_DIGITS[shared] + word[shared:])
        last = word
    return " ".join(coded)
