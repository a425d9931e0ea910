"""The kinds of field, each of which tells its value, and how the value changed.

What reads the same is the same: values are compared as their reader sees them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from briefbook.diff.changes import Change
from briefbook.diff.names import Names, Tell, tell_source, tell_words
from briefbook.diff.word_diff import loosened, marked


class Field(Protocol):
    """A kind of field."""

    def told(self, value: Any, names: Names) -> str:
        """Return a value as part of what its record says; nothing if there is none to tell."""

    def changes(self, place: str, before: Any, after: Any, names: Names) -> Iterator[Change]:
        """Yield the changes between two values, either of which may be ``None``.

        ``place`` is what the field stands under, in its reader's words.
        """


Fields = Mapping[str, Field]
"""The fields of a record by their keys, in the order in which a reader is told of them."""


@dataclass(frozen=True)
class Value:
    """A single value, such as a date.

    ``phrase`` puts it among other fields, an empty one leaves it out there; ``unknown`` is said where there
    is none.
    """

    label: str
    tell: Tell = tell_words
    phrase: str = "{}"
    unknown: str = ""

    def told(self, value: Any, names: Names) -> str:
        """Return the value in its phrase."""
        return self.unknown if value is None else self.phrase.format(self.tell(value, names))

    def changes(self, place: str, before: Any, after: Any, names: Names) -> Iterator[Change]:
        """Yield one change, from value to value."""
        old, new = (self.unknown if value is None else self.tell(value, names) for value in (before, after))
        if old != new:
            yield Change(under(place, self.label), old or None, new or None)


@dataclass(frozen=True)
class Text:
    """A text as HTML."""

    label: str

    def told(self, value: Any, names: Names) -> str:
        """Return the words of the text, with its citations."""
        return "" if value is None else names.text(value)

    def changes(self, place: str, before: Any, after: Any, names: Names) -> Iterator[Change]:
        """Yield one change, its words marked."""
        old, new = self.told(before, names), self.told(after, names)
        if old != new:
            words = marked(old, new) if old and new else ()
            yield Change(under(place, self.label), loosened(old) or None, loosened(new) or None, words)


@dataclass(frozen=True)
class Several:
    """Values whose order says nothing; one may stand without a list."""

    label: str
    tell: Tell = tell_words
    phrase: str = "{}"

    def told(self, value: Any, names: Names) -> str:
        """Return the values in their phrase."""
        told = self._told_each(value, names)
        return self.phrase.format(", ".join(told)) if told else ""

    def changes(self, place: str, before: Any, after: Any, names: Names) -> Iterator[Change]:
        """Yield a change for each value that was removed or added."""
        old, new = Counter(self._told_each(before, names)), Counter(self._told_each(after, names))
        field = under(place, self.label)
        yield from (Change(field, each, None) for each in (old - new).elements())
        yield from (Change(field, None, each) for each in (new - old).elements())

    def _told_each(self, value: Any, names: Names) -> list[str]:
        return [self.tell(each, names) for each in as_list(value)]


@dataclass(frozen=True)
class Sources(Several):
    """The sources of a record, told as citations."""

    label: str = "source"
    tell: Tell = tell_source

    def told(self, value: Any, names: Names) -> str:
        """Return the sources, each in brackets, as in a text."""
        return " ".join(f"[{each}]" for each in self._told_each(value, names))


def under(place: str, label: str) -> str:
    """Return what a field is called that stands under another: "Outcome “…”, source"."""
    return ", ".join(filter(None, (place, label)))


def as_list(value: Any) -> list[Any]:
    """Return the items of a list, or the one value that stands without it."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
