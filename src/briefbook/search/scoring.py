"""Documents to scores: how much each term says of a document."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import sqrt

from briefbook.model.dates import PartialDate
from briefbook.search.documents import Document
from briefbook.search.tokens import dates, pieces, stem, terms_of_date, terms_of_name, tokens_of

_NAME, _LEAD, _FACT, _TEXT, _MENTION = 10, 4, 2, 1, 0.7
_USUAL_LENGTH = 200


class Reader:
    """Reads documents, one by one, and remembers which words they have."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        """The words of the texts read so far, as they are there, but folded."""
        self._terms_of: dict[str, list[str]] = {}

    def scores(self, document: Document) -> Mapping[str, float]:
        """Return how much each term says of a document.

        In a name a word says the more, the shorter the name; in a text, the more often it is there,
        but ever less so (BM25's saturation).
        """
        scores: defaultdict[str, float] = defaultdict(float)
        for name in document.names:
            found = terms_of_name(name)
            for term in found:
                scores[term] = max(scores[term], _NAME / sqrt(len(found)))
        _add(scores, _LEAD, self._counts([document.lead]))
        _add(scores, _FACT, self._counts(document.facts, document.dates))
        _add(scores, _TEXT, self._counts(document.text))
        for term in set().union(*map(terms_of_name, document.mentions)):
            scores[term] += _MENTION
        for term in terms_of_date(document.date) if document.date else ():
            scores[term] += _LEAD
        return scores

    def _counts(self, texts: Iterable[str], days: Iterable[PartialDate] = ()) -> Mapping[str, int]:
        """Return how often each term is in texts; their dates count, and those of ``days``."""
        text = "\n".join(texts)
        counts: defaultdict[str, int] = defaultdict(int)
        for piece, count in Counter(pieces(text)).items():
            terms = self._terms_of.get(piece)
            for term in self._read(piece) if terms is None else terms:
                counts[term] += count
        for term in (*dates(text), *(term for day in days for term in terms_of_date(day))):
            counts[term] += 1
        return counts

    def _read(self, piece: str) -> list[str]:
        found = tokens_of(piece)
        self.words.update(found)
        return self._terms_of.setdefault(piece, list(filter(None, map(stem, found))))


def _add(scores: defaultdict[str, float], weight: float, counts: Mapping[str, int]) -> None:
    usual = 0.5 + 0.5 * sum(counts.values()) / _USUAL_LENGTH
    for term, count in counts.items():
        scores[term] += weight * count / (count + usual)
