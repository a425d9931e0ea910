"""Phrases that are not plain English are not written; codespell sees single words alone."""

import re

import pytest

from tests.conftest import ROOT

FOLDERS = ("src", "docs", "templates", "tests", "bench", "tools")
SUFFIXES = {".css", ".html", ".js", ".md", ".mjs", ".py", ".sh", ".ts", ".typ", ".yml"}
PLAIN_FOR = {
    r"(?<![Tt]here )\b(is|are|was|were) no\b(?! longer\b| more\b)": "is not a",
    r"(?<![Tt]here )\b(is|are|was|were) none\b": "is not one",
    r"\bnone (if|where)\b": "None if",
    r"\b(that|which) there (is|are) not\b": "which does not exist",
}
"""Phrases of a dialect, each with the plain one."""
_BETWEEN_WORDS = re.compile(r"\{[{%].*?[%}]\}|\n\s*(#|//|\*)? *")
"""Jinja's own words, where `is none` is a test; and the end of a line, which may be within a comment."""


def texts() -> dict[str, str]:
    """Return the texts of the repository by path, each on one line; those of the real book are its authors'."""
    files = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*") if file.suffix in SUFFIXES]
    return {
        file.relative_to(ROOT).as_posix(): _BETWEEN_WORDS.sub(" ", file.read_text("utf-8"))
        for file in sorted([*files, *ROOT.glob("*.md")])
        if file.name != "test_words.py"
    }


@pytest.mark.parametrize("phrase", PLAIN_FOR, ids=PLAIN_FOR.values())
def test_words_are_put_together_plainly(phrase: str) -> None:
    found = [
        f"{path}: {text[max(0, match.start() - 40) : match.end() + 20]}"
        for path, text in texts().items()
        for match in re.finditer(phrase, text)
    ]
    assert found == [], f"write {PLAIN_FOR[phrase]!r}"


@pytest.mark.parametrize(
    ("text", "is_plain"),
    [
        ("a link is no citation", False),
        ("an id that is none", False),
        ("nothing; none where there is none", False),
        ("a key that there is not", False),
        ("There is no link; it has no citation, is no longer here, and there is none.", True),
        ("The id; None if it has none.", True),
    ],
)
def test_a_phrase_that_is_not_plain_is_found(text: str, is_plain: bool) -> None:
    assert is_plain == (not any(re.search(phrase, text) for phrase in PLAIN_FOR))
