"""What readers call the parts of two states of a book, and how they see the values of its fields."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from briefbook.diff.word_diff import HELD_TOGETHER, first_words, with_plain_spaces
from briefbook.model import vocabulary
from briefbook.model.dates import is_date, parse_date
from briefbook.model.markup import words_of

_CITATION = r"@[a-z0-9-]+(?:#\w+)?"
_CITATIONS = re.compile(rf"\[({_CITATION}(?:; {_CITATION})*)\]")
_LINK = re.compile(r"\[\[([a-z0-9-]+)(?:\|(.*?))?\]\]", re.DOTALL)
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF])
"""Characters that only say where a line may break, such as a soft hyphen; they have no width."""
_TITLE_WORDS = 10
"""How many words of a source's title name it; some titles are as long as a sentence."""


@dataclass(frozen=True)
class Names:
    """The names of briefs and entities by id, and of sources by key."""

    parts: Mapping[str, str]
    sources: Mapping[str, str]

    def part(self, part_id: str) -> str:
        """Return the name of a brief or an entity."""
        return self.parts.get(part_id) or part_id.replace("-", " ")

    def source(self, citation: str) -> str:
        """Return the name of the source that `key#p3` cites, with its paragraph: "Joint statement ¶3"."""
        key, _, paragraph = citation.removeprefix("@").partition("#p")
        name = self.sources.get(key, "a source that is not in the register")
        return f"{name} ¶{paragraph}" if paragraph else name

    def resolved(self, markup: str) -> str:
        """Return HTML with words in place of links, and names of sources in brackets in place of citations.

        A citation counts as one word: its spaces are ``HELD_TOGETHER``.
        """
        with_citations = _CITATIONS.sub(self._cited, markup)
        return _LINK.sub(lambda link: link[2] or html.escape(self.part(link[1])), with_citations)

    def text(self, markup: str) -> str:
        """Return the words of HTML without blocks, its citations as `resolved` has them."""
        return collapsed(words_of(self.resolved(markup)))

    def _cited(self, group: re.Match[str]) -> str:
        cited = (f"[{self.source(each)}]" for each in group[1].split("; "))
        return " ".join(html.escape(each.replace(" ", HELD_TOGETHER)) for each in cited)


def names_of(before: Mapping[str, Any], after: Mapping[str, Any], renamed: Mapping[str, str]) -> Names:
    """Return the names that two states of a book give to their parts, the later one's where both have one.

    ``renamed`` has the former id of each renamed brief: under both it goes by one name.
    """
    parts = {
        part_id: part_name(part)
        for register in ("entities", "briefs")  # an id that both have is the brief's
        for book in (before, after)
        for part_id, part in book.get(register, {}).items()
    }
    parts |= {former: parts[part_id] for part_id, former in renamed.items()}
    sources = {**before.get("sources", {}), **after.get("sources", {})}
    return Names(parts, _source_names(sources))


def facts_of(part: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the facts of a part; a source, a term and a pack are their facts."""
    facts: Mapping[str, Any] = part.get("facts", part)
    return facts


def part_name(part: Mapping[str, Any]) -> str:
    """Return what texts call a brief, an entity or a pack."""
    return collapsed(facts_of(part).get("short") or full_name(part))


def full_name(part: Mapping[str, Any]) -> str:
    """Return the name of a brief, an entity or a pack in full."""
    facts = facts_of(part)
    return collapsed(facts.get("title") or facts.get("name") or "without a name")


def source_entry(source: Mapping[str, Any]) -> str:
    """Return what readers see of a source in a list: its title, where it appeared, its date."""
    named = (source.get("title"), source.get("container-title"), source.get("publisher"))
    said = dict.fromkeys(collapsed(name) for name in named if name) or {source.get("URL", "no title"): None}
    return ", ".join([*said, date_words(source["issued"]) if "issued" in source else "no date"])


def _source_names(sources: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return a name for each source, by its key: as short as distinguishes it from the others."""
    short = {key: _source_name(source) for key, source in sources.items()}
    entries = {key: source_entry(source) for key, source in sources.items()}
    short_uses, entry_uses = Counter(short.values()), Counter(entries.values())
    return {
        key: short[key]
        if short_uses[short[key]] == 1
        else entries[key]
        if entry_uses[entries[key]] == 1
        else f"{entries[key]}, {source.get('URL', 'no address')}"
        for key, source in sources.items()
    }


def _source_name(source: Mapping[str, Any]) -> str:
    title = source.get("title")
    return first_words(collapsed(title), _TITLE_WORDS) if title else source_entry(source)


def collapsed(text: str) -> str:
    """Return a text as it looks: all white space as single spaces, without characters that nobody sees."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_UNSEEN)).split())


Formatter = Callable[[Any, Names], str]
"""What returns a value as a reader sees it."""


def format_words(value: Any, names: Names) -> str:
    """Return words as they are."""
    return collapsed(str(value))


def format_date(value: Any, names: Names) -> str:
    """Return a date by EDTF as readers see it."""
    return date_words(str(value))


def format_term(value: Any, names: Names) -> str:
    """Return a term of a vocabulary in words."""
    return vocabulary.words(str(value))


def format_action(value: Any, names: Names) -> str:
    """Return the term for an action or a stage as it heads its entry: "Entry into force"."""
    words = format_term(value, names)
    return words[:1].upper() + words[1:]


def format_part(value: Any, names: Names) -> str:
    """Return the name of the brief or the entity with this id."""
    return names.part(str(value))


def format_source(value: Any, names: Names) -> str:
    """Return the name of the source that a citation cites."""
    return names.source(str(value))


def format_text(value: Any, names: Names) -> str:
    """Return the words of HTML, with plain spaces."""
    return with_plain_spaces(names.text(str(value)))


def format_yes_or_no(value: Any, names: Names) -> str:
    """Return whether something is so."""
    return "yes" if value else "no"


def format_readout(value: Any, names: Names) -> str:
    """Return whose readout gives an outcome."""
    shared = {"both": "both sides' readouts", "press": "press only"}
    return shared.get(str(value)) or f"{names.part(str(value))}'s readout"


def date_words(edtf: str) -> str:
    """Return a date by EDTF as readers see it; what is not a date, as it is."""
    return str(parse_date(edtf)) if is_date(edtf) else edtf
