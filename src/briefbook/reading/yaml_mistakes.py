"""What keeps a text from being YAML, in the words of one who writes it rather than of the parser."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

import yaml
from yaml.constructor import ConstructorError

from briefbook.problems import Problem, Where

CRAMPED = re.compile(r"[ -]*[\w-]+:[^ /]")
"""The start of a line such as `key:value`, in which YAML sees no key; an address is left out."""
SPACE_AFTER_COLON = "no space after the colon", "write 'key: value'"
"""What is wrong with such a line, and how to fix it."""
_QUOTE = "put the whole value in quotes"


def explain(error: yaml.MarkedYAMLError, text: str, start: Where) -> Problem:
    """Return the mistake for what keeps a text, which begins at ``start``, from being YAML."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Problem(start, str(error), "fix the YAML")
    stop = _Stop(error, mark, error.context_mark or mark, text, start)
    found = chain.from_iterable(rule(stop) for rule in _RULES)
    unexplained = f"not YAML: {error.problem}", "fix the line, or put its value in quotes"
    return next(found, stop.problem(*unexplained))


@dataclass(frozen=True)
class _Stop:
    """Where the parser stopped in a text, which begins at ``start``."""

    error: yaml.MarkedYAMLError
    mark: yaml.Mark
    """Where it stopped."""
    begun: yaml.Mark
    """Where what it was reading had begun."""
    text: str
    start: Where

    @property
    def line(self) -> str:
        return self.line_of(self.mark.line)

    @property
    def before(self) -> str:
        """What comes before it on its line."""
        return self.line[: self.mark.column]

    @property
    def character(self) -> str:
        """The character at which it stopped; empty at the end of a line."""
        return self.line[self.mark.column : self.mark.column + 1]

    def line_of(self, number: int) -> str:
        """Return a line; an empty one beyond the end, since YAML knows line breaks of more kinds."""
        lines = self.text.split("\n")
        return lines[number] if number < len(lines) else ""

    def says(self, words: str) -> bool:
        """Return whether the parser's own message has some words."""
        return words in f"{self.error.context} {self.error.problem}"

    def at(self, line: int, column: int) -> Where:
        """Return the place of a line and a column that count from 0; the end of the text, if it is beyond."""
        if line > self.text.count("\n"):
            return self.start.after(self.text)
        return Where(self.start.path, self.start.line + line, column + 1)

    def problem(self, what: str, fix: str) -> Problem:
        """Return a mistake where the parser stopped."""
        return Problem(self.at(self.mark.line, self.mark.column), what, fix)

    def problem_at_beginning(self, what: str, fix: str) -> Problem:
        """Return a mistake where what the parser was reading had begun."""
        return Problem(self.at(self.begun.line, self.begun.column), what, fix)


def _of_tabs(stop: _Stop) -> Iterator[Problem]:
    if indent := re.match(r"[ -]*(?=\t)", stop.line):
        place = stop.at(stop.mark.line, indent.end())
        yield Problem(place, "a tab, where YAML wants spaces", "replace it with spaces")


def _of_quotes(stop: _Stop) -> Iterator[Problem]:
    if stop.says("unknown escape character"):
        what = "a backslash in double quotes, where it has a meaning"
        yield stop.problem(what, "write it twice, or use single quotes")
    if stop.says("escape"):
        yield stop.problem("an escape of no character", "write the character itself")
    if stop.says("quoted scalar"):
        yield stop.problem_at_beginning("a quote that is never closed", "close it")
    if stop.says("did not find expected") and stop.before.rstrip().endswith(("'", '"')) and stop.character:
        fix = "put one pair of single quotes around it all, and write each single quote in it twice"
        yield stop.problem("text after the quote that closes the value", fix)


def _of_brackets(stop: _Stop) -> Iterator[Problem]:
    is_within_brackets = stop.says("parsing a flow sequence") or stop.says("parsing a flow mapping")
    if stop.character == "@" and stop.before.count("[") - stop.before.count("]") > 1:
        fix = "write each item on a line of its own, after '- '"
        yield stop.problem("a list in brackets cannot hold [@key]", fix)
    if stop.says("expected key") and stop.before.rstrip().endswith(("]", "}")) and stop.character:
        yield stop.problem("text after the bracket that closes the value", _QUOTE)
    if is_within_brackets and stop.character == ":":
        yield stop.problem("a second colon in one value", _QUOTE)
    if is_within_brackets and stop.character in ("[", "{") and stop.before.strip():
        yield stop.problem(f"{stop.character!r} within a value in brackets", _QUOTE)
    if is_within_brackets:
        yield stop.problem_at_beginning("a bracket that is never closed", f"close it, or {_QUOTE}")


def _of_first_characters(stop: _Stop) -> Iterator[Problem]:
    """Yield the mistake of a value that begins with what has a meaning in YAML."""
    first = stop.line_of(stop.begun.line)[stop.begun.column : stop.begun.column + 1]
    if stop.says("scanning a block scalar"):
        fix = "begin the text on the next line, indented, or put it in quotes"
        yield stop.problem_at_beginning(f"text on the line of {first!r}", fix)
    if any(stop.says(f"ing {what}") for what in ("an alias", "an anchor", "a tag", "a directive")):
        yield stop.problem_at_beginning(*_cannot_be_first(first))
    if stop.says("cannot start any token"):
        yield stop.problem(*_cannot_be_first(stop.character))
    if stop.says("expected node content") and stop.character in (",", "]", "}"):
        yield stop.problem(*_cannot_be_first(stop.character))
    if stop.says("not allowed in this context") and stop.character == "-":
        what = "a list that begins on the line of its key"
        yield stop.problem(what, f"begin it on the next line, or {_QUOTE}")
    if stop.says("not allowed in this context") and stop.character == "?":
        yield stop.problem(*_cannot_be_first("?"))


def _cannot_be_first(character: str) -> tuple[str, str]:
    return f"a value without quotes cannot begin with {character!r}", _QUOTE


def _of_missing_colons(stop: _Stop) -> Iterator[Problem]:
    """Yield the mistake of a line in which YAML sees no colon."""
    if stop.says("could not find expected ':'"):
        line = stop.line_of(stop.begun.line)
        if re.match(r" *-[^ -]", line):
            yield stop.problem_at_beginning("no space after the dash", "write '- item'")
        if CRAMPED.match(line):
            yield stop.problem_at_beginning(*SPACE_AFTER_COLON)
        fix = "write 'key: value', or indent it below its key"
        yield stop.problem_at_beginning("a line without a colon", fix)


def _of_further_colons(stop: _Stop) -> Iterator[Problem]:
    """Yield the mistake of a colon where a value goes on, perhaps since the line above has no key."""
    if stop.says("mapping values"):
        above = stop.line_of(stop.mark.line - 1) if stop.mark.line else ""
        place = stop.at(stop.mark.line - 1, len(above) - len(above.lstrip(" ")))
        if ": " in stop.before or not above:
            yield stop.problem("a second colon on one line", "put the value in quotes")
        if CRAMPED.match(above):
            yield Problem(place, *SPACE_AFTER_COLON)
        if ":" not in above:
            yield Problem(place, "a line without a colon", "write 'key: value'")
        fix = "align it with the key above, or put the value above in quotes"
        yield stop.problem("a key that is indented below a value", fix)


def _of_indents(stop: _Stop) -> Iterator[Problem]:
    if stop.says("expected key") or stop.says("expected '-' indicator") or stop.says("<document start>"):
        yield stop.problem("a line that is not aligned with those above", "indent it as they are")


def _of_values(stop: _Stop) -> Iterator[Problem]:
    """Yield the mistake of a value that YAML reads as another kind than text, such as `2026-02-31`."""
    if isinstance(stop.error, ConstructorError):
        yield stop.problem(stop.error.problem or "not YAML", "correct it, or put it in quotes")


_RULES: tuple[Callable[[_Stop], Iterator[Problem]], ...] = (
    _of_tabs,
    _of_quotes,
    _of_brackets,
    _of_first_characters,
    _of_missing_colons,
    _of_further_colons,
    _of_indents,
    _of_values,
)
