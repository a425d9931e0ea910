"""Finished HTML: its words, and the language of words in other scripts."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

_TAG = re.compile(r"(<[^>]*>)")
TERM = re.compile(r"<abbr [^>]*>(.*?)</abbr>", re.DOTALL)
"""A word of the glossary in finished HTML."""


def words_of(markup: str) -> str:
    """Return the words of finished HTML."""
    return html.unescape(_TAG.sub("", markup)).strip()


def with_capital(text: str) -> str:
    """Return a text whose first letter is a capital, the rest as it is written."""
    return text[:1].upper() + text[1:]


def whole_words(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of some phrases, the longest first, where no word goes on around it."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


_SCRIPTS = {
    "CJK": "Hani",
    "HIRAGANA": "Kana",
    "KATAKANA": "Kana",
    "HANGUL": "Hang",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "GUJARATI": "Gujr",
    "GURMUKHI": "Guru",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "ARABIC": "Arab",
    "CYRILLIC": "Cyrl",
    "HEBREW": "Hebr",
    "SINHALA": "Sinh",
    "THAI": "Thai",
    "GREEK": "Grek",
}
"""The codes of ISO 15924, by the first word of the Unicode names of a script's characters."""
_EAST_ASIAN = frozenset({"Hani", "Kana"})


def by_language(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield the parts of a text, each with a BCP 47 tag where it is in another script than Latin.

    A script is not a language: Han alone may be Japanese or Chinese, Devanagari Hindi or Nepali. RFC 5646,
    section 4.1, has `und`, with the script, for a language that is not known. Only kana say Japanese.
    """
    for script, words in groupby(re.findall(r"\s*\S+\s*", text) or [text], key=_script_of):
        yield "".join(words), script


def with_languages(html: str) -> str:
    """Return finished HTML whose words in other scripts than Latin carry their language."""
    if html.isascii():
        return html
    parts = _TAG.split(html)
    parts[::2] = ["".join(_marked(*part) for part in by_language(text)) for text in parts[::2]]
    return "".join(parts)


def _marked(words: str, language: str | None) -> str:
    bare = words.strip()
    return words.replace(bare, f'<span lang="{language}">{bare}</span>') if language else words


def _script_of(word: str) -> str | None:
    names = map(_first_name, filter(str.isalpha, word))
    scripts = {_SCRIPTS[name] for name in names if name in _SCRIPTS}
    if "Kana" in scripts and scripts <= _EAST_ASIAN:
        return "ja"
    return f"und-{scripts.pop()}" if len(scripts) == 1 else None


@lru_cache(maxsize=10_000)
def _first_name(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0].partition("-")[0]
