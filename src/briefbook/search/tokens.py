"""Text to the terms under which it is found: the same in the index and in a reader's query.

The browser takes the rules from here (`RULES`), as patterns that Python's `regex` and JavaScript
read alike; both stem with Snowball's English stemmer (snowballstem.org).
"""

import calendar
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import regex
import snowballstemmer

from briefbook.model.dates import PartialDate

_CJK = r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]"
_WORD = r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[+&][\p{L}\p{N}]+)*"
_LEFT_OUT = "|".join(
    (
        r"[\u0300-\u036f]",  # accents: Kōno is found as Kono
        r"['’](?:s(?![\p{L}\p{N}]))?",  # Japan's, Shin'yo
        r"(?<=(?<![\p{L}\p{N}])\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))",  # U.S.
    )
)
_PLUS = r"(?<=\p{N}) ?plus ?(?=\p{N})"  # 2 plus 2
_RESPELT = (  # American spelling is found as British
    (r"(?<=^(?:def|off|lic)en)s(?=e)", "c"),
    (r"(?<=..)iz(?=e|ing|ation)", "is"),
    (r"(?<=^(?:lab|harb|neighb|fav|col|arm|hon|behavi))or(?!.*al)", "our"),
    (r"(?<=^program)me", ""),
    (r"(?<=^(?:cent|theat))er$", "re"),
)
_WITHOUT_MEANING = """
    a about an any and are as at be been but by called can could did do does find for from give had happened
    happens has have how if in into is it its many me much name named of on or our please shall should show so
    tell than that the their them there these they this those to was were what whats when where which who whom
    whose why will with would you your
"""
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_HINDI_MONTHS = [
    *("जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून"),
    *("जुलाई", "अगस्त", "सितंबर", "अक्तूबर", "नवंबर", "दिसंबर"),
]
_STOP_WORDS = frozenset(_WITHOUT_MEANING.split())

RULES = {
    "folded": ((_LEFT_OUT, ""), (_PLUS, "+")),
    "respelt": _RESPELT,
    "word": _WORD,
    "cjk": _CJK,
    "stopWords": " ".join(sorted(_STOP_WORDS)),
    "months": _MONTHS | {unicodedata.normalize("NFC", name): at for at, name in enumerate(_HINDI_MONTHS, 1)},
}
"""What the browser needs to read a query as the index was made."""

_LEFT_OUT_CHARACTERS = regex.compile(_LEFT_OUT)
_PLUS_SIGN = regex.compile(_PLUS)
_SPELLINGS = [(regex.compile(pattern), by) for pattern, by in _RESPELT]
_COMPOUND = regex.compile(rf"{_WORD}(?:-{_WORD})*")
_CJK_RUN = regex.compile(f"({_CJK}+)")
# It looks for a year, and then back, since spaces with digits after them are few.
_DATE = regex.compile(rf" (\d{{4}})\b(?<=(?:\b(\d{{1,2}}) )?\b({'|'.join(_MONTHS)}) \d{{4}})")
_MOST_DAYS = 31
_MOST_WORDS = 200_000
_MOST_NAMES = 50_000
"""How much each cache below holds: more than a book of 10,000 briefs has, and still little memory."""
_STEMMER = snowballstemmer.stemmer("english")


def pieces(text: str) -> list[str]:
    """Return a text in lower case, cut at its spaces: a book repeats its pieces, so each is read but once."""
    return _PLUS_SIGN.sub("+", text.lower()).split()


@lru_cache(maxsize=_MOST_WORDS)
def tokens_of(piece: str) -> tuple[str, ...]:
    """Return the words of a piece, without accents and apostrophes.

    A compound gives its parts, and these joined. Japanese and Chinese, which have no spaces, give each
    pair of characters, and the last character.
    """
    folded = unicodedata.normalize("NFC", _LEFT_OUT_CHARACTERS.sub("", unicodedata.normalize("NFKD", piece)))
    found: list[str] = []
    for compound in _COMPOUND.findall(folded):
        parts = compound.split("-")
        found += parts if len(parts) == 1 else (*parts, "".join(parts))
    return tuple(each for word in found for run in _CJK_RUN.split(word) if run for each in _pairs_of(run))


def _pairs_of(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run))] if _CJK_RUN.fullmatch(run) else [run]


def tokens_of_text(text: str) -> list[str]:
    """Return the words of a text."""
    return [token for piece in pieces(text) for token in tokens_of(piece)]


def dates(text: str) -> list[str]:
    """Return the terms of the dates that a text names in full, or as month and year."""
    plain = text.lower().replace("\u00a0", " ")
    found: list[str] = []
    for year, day, name in _DATE.findall(plain):
        month = f"{_MONTHS[name]:02}"
        found.append(f"{year}-{month}")
        if day:
            found += (f"{year}-{month}-{int(day):02}", f"{month}-{int(day):02}")
    return found


@lru_cache(maxsize=_MOST_WORDS)
def stem(word: str) -> str:
    """Return the term under which a word is indexed; none, an empty text, of a stop word."""
    if word in _STOP_WORDS:
        return ""
    if word.isdecimal():
        return word
    for pattern, by in _SPELLINGS:
        word = pattern.sub(by, word)
    return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=_MOST_NAMES)
def terms_of_name(name: str) -> frozenset[str]:
    """Return the terms of a name; many pages mention the same ones."""
    return frozenset((*filter(None, map(stem, tokens_of_text(name))), *dates(name)))


@lru_cache(maxsize=_MOST_NAMES)
def terms_of_date(when: PartialDate) -> list[str]:
    """Return the terms of a date: its years, and its months and days if it has them."""
    found = [str(year) for year in years_of(when)]
    if when.earliest == date.min or (when.latest - when.earliest).days >= _MOST_DAYS:
        return found
    count = (when.latest - when.earliest).days + 1
    days = [(when.earliest + timedelta(each)).isoformat() for each in range(count)]
    found += dict.fromkeys(day[: len("2025-05")] for day in days)
    if when.names_days:
        found += [shown for day in days for shown in (day, day[len("2025-") :])]
    return found


def years_of(when: PartialDate) -> Iterable[int]:
    """Return the years that a date may mean; of one without beginning or end, the year that it names."""
    if when.earliest == date.min or when.latest == date.max:
        return (when.first.year,)
    return range(when.earliest.year, when.latest.year + 1)
