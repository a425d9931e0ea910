"""How the CPU time of parsing grows with the length of a text, for patterns that have stopped other parsers.

It is run by `python -m bench.heavy_texts.run`. Each pattern is parsed, or refused, at n, 2n and 4n. A growth
of 2 is linear.
"""

import gc
import time
from collections.abc import Callable, Sequence
from itertools import pairwise

from bench.measure import show_table
from briefbook.problems import Where
from briefbook.reading.characters import stray_characters
from briefbook.reading.markdown.parser import MarkdownParser

_ROUNDS = 5
_PATTERNS: dict[str, tuple[int, Callable[[int], str]]] = {
    "paragraphs": (600, "The forces draw fuel from each other's stores [@paper].\n\n".__mul__),
    "one paragraph": (4_000, "words, ".__mul__),
    "Japanese": (200, ("両国は共同演習を続けることで合意した。" * 10 + "\n\n").__mul__),
    "links": (600, "See [[mast]] and [[pact|the pact]].\n\n".__mul__),
    "type": (350, "A **b** *c* _d_ ~~e~~ `f`\n\n".__mul__),
    "`[[` without an end": (10, ("[[" * 200 + "\n\n").__mul__),
    "`[@` without an end": (20, ("[@" * 200 + "\n\n").__mul__),
    "`![` without an end": (20, ("![" * 200 + "\n\n").__mul__),
    "`[[`, in one paragraph": (100_000, "[[".__mul__),
    "backticks, in one paragraph": (50_000, "a`".__mul__),
    "backslashes, in one paragraph": (100_000, "\\".__mul__),
    "items": (250, "- item [@paper]\n".__mul__),
    "items within items": (250, "- a\n  - b\n    - c\n\n".__mul__),
    "rows": (240, lambda n: "| a | b |\n|---|---|\n" + "| row | words [@paper] |\n" * n),
    "references to one footnote": (600, lambda n: "Text[^1].\n\n" * n + "[^1]: Note."),
    "headings": (600, "## Heading\n\n".__mul__),
    "addresses": (400, "See https://example.org/x?y=z and www.example.org now.\n\n".__mul__),
    "comments without an end": (600, "a <!-- b\n\n".__mul__),
    "entities": (600, "&amp; &#233; &euml;\n\n".__mul__),
    "accents of one letter": (100_000, lambda n: "a" + "\u0301" * n),
    "characters that may be in no text": (2_000, "a\u2028\n\n".__mul__),
}


def main() -> None:
    """Measure, and print a table."""
    rows = ["| pattern | CPU at n, ms | at 2n | at 4n | growth |\n|---|--:|--:|--:|--:|\n"]
    for name, (length, pattern) in _PATTERNS.items():
        took = _seconds([pattern(times * length) for times in (1, 2, 4)])
        growth = ", ".join(f"{after / before:.2f}" for before, after in pairwise(took))
        rows.append(f"| {name} | {' | '.join(f'{each * 1000:.0f}' for each in took)} | {growth} |\n")
    show_table("".join(rows), "heavy-texts-")


def _seconds(texts: Sequence[str]) -> list[float]:
    """Return the least CPU time of each text in some rounds, in which they take turns."""
    rounds = ([_seconds_of_one(each) for each in texts] for _ in range(_ROUNDS))
    return [*map(min, zip(*rounds, strict=True))]


def _seconds_of_one(text: str) -> float:
    parser = MarkdownParser({})
    gc.collect()
    begun = time.process_time()
    parser.parse(text, Where("brief.md"))
    list(stray_characters(text, "brief.md"))
    return time.process_time() - begun


if __name__ == "__main__":
    main()
