"""Texts that have stopped other parsers: each is parsed, or refused, in a time that grows with its length."""

import pytest

from briefbook.problems import Where
from briefbook.reading.markdown.parser import MarkdownParser

N = 3_000
HEAVY = {
    "emphasis that is nested": "*a **a " * N + "b" + " a** a*" * N,
    "emphasis that never ends": "_a " * N,
    "emphasis that never begins": "a** " * N,
    "emphasis of two kinds": "*a _b " * N,
    "brackets that never end": "[a" * N,
    "brackets within each other": "[" * N + "a" + "]" * N,
    "links that never end": "[ (](" * N,
    "pictures that never end": "![[]()" * N,
    "links to briefs that never end": "[[" * N,
    "citations that never end": "[@a; " * N,
    "quotations within each other": "> " * N + "a",
    "items within each other": "* " * N + "a",
    "backticks, each time one more": "".join("e" + "`" * each for each in range(N // 4)),
    "comments that never end": "x <!-- " * N,
    "tags that never end": '<a href="x ' * N,
    "footnotes, each within the one before": "[^0]\n\n"
    + "".join(f"[^{n}]: u[^{n + 1}]\n" for n in range(N // 4)),
    "references to one footnote": "[^1] " * N + "\n\n[^1]: x",
    "cells": "| a " * N + "|\n" + "|-" * N + "|\n" + "| a " * N + "|\n",
    "bars": "|" * N,
    "a word": "a" * N * 10,
    "tildes": "~~a " * N,
    "braces": "## a {" * N,
    "backslashes": "\\" * N,
    "addresses": "http://" * N,
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_a_heavy_text_is_parsed_or_refused(text: str) -> None:
    prose = MarkdownParser({}).parse(text, Where("brief.md"))
    assert prose.html


def test_a_text_that_would_take_hours_is_refused() -> None:
    problems = MarkdownParser({}).parse("Words.\n\n" + "[a" * 501, Where("brief.md", 10)).problems
    assert [str(problem) for problem in problems] == [
        "brief.md:12:1: 501 marks '[' in one paragraph; split it, so that none has more than 500"
    ]
