"""Changes as text: plain for a terminal, and in Markdown for mail and for Git hosts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefbook.diff.changes import Change, Changes, PartChange

_MARKUP = re.compile(r"([\\`*_\[\]<>&~|$])")
_LINE_MARKUP = re.compile(r"^(\d+(?=[.)])|)([-+#=.)])", re.MULTILINE)


@dataclass(frozen=True)
class _Format:
    """How a format writes what it is given; ``escape`` makes its characters plain in a text of the book."""

    escape: Callable[[str], str]
    title: str
    heading: str
    part: str
    note: str
    item: str
    removed: str
    added: str


_TEXT = _Format(
    escape=str,
    title="{}",
    heading="== {} ==",
    part="{}",
    note="    {}",
    item="  - {}",
    removed="[-{}-]",
    added="{{+{}+}}",
)


def _escape_markdown(text: str) -> str:
    return _LINE_MARKUP.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))


_MARKDOWN = _Format(
    escape=_escape_markdown,
    title="# {}",
    heading="## {}",
    part="### {}",
    note="> {}",
    item="- {}",
    removed="~~{}~~",
    added="**{}**",
)


def as_text(changes: Changes, title: str) -> str:
    """Return changes as plain text, words marked as `git diff --word-diff` marks them."""
    return _written(changes, title, _TEXT)


def as_markdown(changes: Changes, title: str) -> str:
    """Return changes in Markdown, what was removed struck out and what was added in bold."""
    return _written(changes, title, _MARKDOWN)


def _written(changes: Changes, title: str, form: _Format) -> str:
    paragraphs = [form.title.format(form.escape(title)), form.escape(f"{changes.summary}.")]
    for heading, parts in changes.groups:
        paragraphs += [form.heading.format(heading), *_parts(parts, form)]
    if changes.book:
        paragraphs += [form.heading.format(changes.BOOK_HEADING), _fields(changes.book, form)]
    return "\n\n".join(paragraphs) + "\n"


def _parts(parts: tuple[PartChange, ...], form: _Format) -> Iterator[str]:
    """Yield the paragraphs on a group of parts: a list of those that only have a name, then each other one.

    What the desk says of a change comes first.
    """
    if bare := [form.item.format(form.escape(part.name)) for part in parts if part.is_bare]:
        yield "\n".join(bare)
    for part in parts:
        if part.is_bare:
            continue
        yield form.part.format(form.escape(part.name))
        if part.note:
            yield form.note.format(form.escape(part.note))
        if part.renamed_from:
            yield f"Renamed; its id was {form.escape(part.renamed_from)}."
        if part.changes:
            yield _fields(part.changes, form, is_new=part.what == "added")


def _fields(changes: tuple[Change, ...], form: _Format, *, is_new: bool = False) -> str:
    """Return a list of changed fields; what a new part says need not be called added."""
    values = (form.escape(each.after or "") if is_new else _value(each, form) for each in changes)
    lines = (f"{form.escape(each.field)}: {value}" for each, value in zip(changes, values, strict=True))
    return "\n".join(map(form.item.format, lines))


def _value(change: Change, form: _Format) -> str:
    """Return how a field changed: its words, or its value before and after."""
    if change.words:
        marks = {"same": "{}", "removed": form.removed, "added": form.added}
        return " ".join(marks[word.mark].format(form.escape(word.text)) for word in change.words)
    before, after = (form.escape(value or "") for value in (change.before, change.after))
    if change.before is None:
        return f"added: {after}"
    if change.after is None:
        return f"removed: {before}"
    return f"{before} → {after}"
