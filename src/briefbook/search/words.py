"""Text to the terms under which it is found: the same in the index and in a reader's query.

The browser takes the rules from here (`RULES`), as patterns that Python's `regex` and JavaScript
read alike; both stem with Snowball's English stemmer (snowballstem.org).
"""

import calendar
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

import regex
import snowballstemmer

from briefbook.dates import PartialDate

_CJK = r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]"
_WORD = r"[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[+&][\p{L}\p{N}]+)*"
_LEFT_OUT = "|".join(
    (
        r"[\u0300-\u036f]",  # accents: Kōno is found as Kono
        r"['’](?:s(?![\p{L}\p{N}]))?",  # Japan's, Shin'yo
        r"(?<=(?<![\p{L}\p{N}])\p{L})\.(?=\p{L}(?![\p{L}\p{N}]))",  # U.S.
    )
)
_FOLDED = (
    (_LEFT_OUT, ""),
    (r"(?<=\p{N}) ?plus ?(?=\p{N})", "+"),  # 2 plus 2
)
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
_STOP_WORDS = frozenset(_WITHOUT_MEANING.split())

RULES = {
    "folded": _FOLDED,
    "respelt": _RESPELT,
    "word": _WORD,
    "cjk": _CJK,
    "stopWords": " ".join(sorted(_STOP_WORDS)),
}
"""What the browser needs to read a query as the index was made."""

_FOLDINGS = [(regex.compile(pattern), by) for pattern, by in _FOLDED]
_SPELLINGS = [(regex.compile(pattern), by) for pattern, by in _RESPELT]
_COMPOUND = regex.compile(rf"{_WORD}(?:-{_WORD})*")
# The same for ASCII, and twice as fast.
_ASCII_COMPOUND = re.compile(re.sub(r"(?:\\p{[LMN]})+", "a-z0-9", _COMPOUND.pattern))
_CJK_RUN = regex.compile(f"({_CJK}+)")
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH_OF_YEAR = regex.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{4}})\b")
_DAY_BEFORE = regex.compile(r"\b(\d{1,2}) $")
_MOST_DAYS = 31
_STEMMER = snowballstemmer.stemmer("english")


def fold(text: str) -> str:
    """Return a text in lower case, without accents and apostrophes."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    for pattern, by in _FOLDINGS:
        text = pattern.sub(by, text)
    return unicodedata.normalize("NFC", text.lower())


def words(folded: str) -> list[str]:
    """Return the words of a folded text; of a compound its parts, and these joined.

    Japanese and Chinese, which have no spaces, give each pair of signs, and the last sign.
    """
    is_ascii = folded.isascii()
    found = (_ASCII_COMPOUND if is_ascii else _COMPOUND).findall(folded)
    if "-" in folded:
        compounds = [each.split("-") for each in found if "-" in each]
        found = [each for each in found if "-" not in each]
        found += [each for parts in compounds for each in (*parts, "".join(parts))]
    if not is_ascii and _CJK_RUN.search(folded):
        found = [each for word in found for run in _CJK_RUN.split(word) if run for each in _pairs_of(run)]
    return found


def _pairs_of(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run))] if _CJK_RUN.fullmatch(run) else [run]


def dates(folded: str) -> list[str]:
    """Return the terms of the dates that a folded text names in full, or as month and year."""
    found: list[str] = []
    for match in _MONTH_OF_YEAR.finditer(folded):
        month = f"{_MONTHS[match[1]]:02}"
        found.append(f"{match[2]}-{month}")
        if day := _DAY_BEFORE.search(folded, max(0, match.start() - 3), match.start()):
            number = f"{int(day[1]):02}"
            found += (f"{match[2]}-{month}-{number}", f"{month}-{number}")
    return found


@cache
def stem(word: str) -> str:
    """Return the term under which a word is indexed; none, an empty text, of a stop word."""
    if word in _STOP_WORDS:
        return ""
    for pattern, by in _SPELLINGS:
        word = pattern.sub(by, word)
    return str(_STEMMER.stemWord(word))


@cache
def terms_of_name(name: str) -> frozenset[str]:
    """Return the terms of a name; many pages mention the same ones."""
    folded = fold(name)
    return frozenset((*filter(None, map(stem, words(folded))), *dates(folded)))


@cache
def terms_of_date(when: PartialDate) -> list[str]:
    """Return the terms of a date: its years, and its months and days where it tells them."""
    found = [str(year) for year in years_of(when)]
    if when.earliest == date.min or (when.latest - when.earliest).days >= _MOST_DAYS:
        return found
    days = [when.earliest + timedelta(each) for each in range((when.latest - when.earliest).days + 1)]
    found += dict.fromkeys(f"{day:%Y-%m}" for day in days)
    if len(when.edtf) > len("2025-05"):
        found += [shown for day in days for shown in (f"{day:%Y-%m-%d}", f"{day:%m-%d}")]
    return found


def years_of(when: PartialDate) -> Iterable[int]:
    """Return the years that a date may mean; of one without beginning or end, the year that it names."""
    if when.earliest == date.min or when.latest == date.max:
        return (when.first.year,)
    return range(when.earliest.year, when.latest.year + 1)
