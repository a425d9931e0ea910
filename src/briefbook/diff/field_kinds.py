"""The kinds of field, each of which describes its value, and how the value changed.

What reads the same is the same: values are compared as their reader sees them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from briefbook.diff.changes import Change
from briefbook.diff.names import Formatter, Names, format_source, format_words
from briefbook.diff.word_diff import marked, with_plain_spaces


class Field(Protocol):
    """A kind of field."""

    def describe(self, value: Any, names: Names) -> str:
        """Return a value as part of what its record says; nothing if there is none to describe."""

    def changes(self, place: str, before: Any, after: Any, names: Names) -> Iterator[Change]:
        """Yield the changes between two values, either of which may be ``None``.

        ``place`` is what the field is under, in its reader's words.
        """

    def fits(self, value: Any) -> bool:
        """Return whether a value of JSON has a form that can be described."""


Fields = Mapping[str, Field]
"""The fields of a record by their keys, in the order in which a reader sees them."""


@dataclass(frozen=True)
class Value:
    """A single value, such as a date.

    ``phrase`` puts it among other fields, an empty one leaves it out there; ``unknown`` is said where there
    is no value.
    """

    label: str
    formatter: Formatter = format_words
    phrase: str = "{}"
    unknown: str = ""

    def fits(self, value: Any) -> bool:
        """Return True: it is described as the words that it is written with."""
        return True

    def describe(self, value: Any, names: Names) -> str:
        """Return the value in its phrase."""
        return self.unknown if value is None else self.phrase.format(self.formatter(value, names))

    def changes(self, place: str, before: Any, after: Any, names: Names) -> Iterator[Change]:
        """Yield one change, from value to value."""
        old, new = (
            self.unknown if value is None else self.formatter(value, names) for value in (before, after)
        )
        if old != new:
            yield Change(under(place, self.label), old or None, new or None)


@dataclass(frozen=True)
class Text:
    """A text as HTML."""

    label: str

    def fits(self, value: Any) -> bool:
        """Return whether a value is a text, or none."""
        return value is None or isinstance(value, str)

    def describe(self, value: Any, names: Names) -> str:
        """Return the words of a text, with its citations; none of what another kind of brief has there."""
        return names.text(value) if isinstance(value, str) else ""

    def changes(self, place: str, before: Any, after: Any, names: Names) -> Iterator[Change]:
        """Yield one change, its words marked."""
        old, new = self.describe(before, names), self.describe(after, names)
        if old != new:
            words = marked(old, new) if old and new else ()
            yield Change(
                under(place, self.label),
                with_plain_spaces(old) or None,
                with_plain_spaces(new) or None,
                words,
            )


@dataclass(frozen=True)
class Several:
    """Values whose order says nothing; one may be without a list."""

    label: str
    formatter: Formatter = format_words
    phrase: str = "{}"

    def fits(self, value: Any) -> bool:
        """Return True, as `Value` does."""
        return True

    def describe(self, value: Any, names: Names) -> str:
        """Return the values in their phrase."""
        described = self._describe_each(value, names)
        return self.phrase.format(", ".join(described)) if described else ""

    def changes(self, place: str, before: Any, after: Any, names: Names) -> Iterator[Change]:
        """Yield a change for each value that was removed or added."""
        old, new = Counter(self._describe_each(before, names)), Counter(self._describe_each(after, names))
        field = under(place, self.label)
        yield from (Change(field, each, None) for each in (old - new).elements())
        yield from (Change(field, None, each) for each in (new - old).elements())

    def _describe_each(self, value: Any, names: Names) -> list[str]:
        return [self.formatter(each, names) for each in as_list(value)]


@dataclass(frozen=True)
class Sources(Several):
    """The sources of a record, described as citations."""

    label: str = "source"
    formatter: Formatter = format_source

    def describe(self, value: Any, names: Names) -> str:
        """Return the sources, each in brackets, as in a text."""
        return " ".join(f"[{each}]" for each in self._describe_each(value, names))


def under(place: str, label: str) -> str:
    """Return what a field is called that is under another: "Outcome “…”, source"."""
    return ", ".join(filter(None, (place, label)))


def as_list(value: Any) -> list[Any]:
    """Return the items of a list, or the one value that is without it."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]
