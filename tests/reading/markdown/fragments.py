"""Texts of Markdown made by chance, nearly right and quite right, for tests of what holds of any text."""

from dataclasses import dataclass
from itertools import count

from hypothesis import strategies as st

BLOCKS = (
    "{}",
    "{} {}\n{}",
    "## {}",
    "### {} ###",
    "{}\n===",
    "{}\n---",
    "- {}\n- {}",
    "- {}\n  - {}\n    - {}",
    "- {}\n    - {}\n\n      {}",
    "* {}\n\n  {}\n* {}",
    "1. {}\n   - {}\n2. {}",
    "3) {}\n4) {}",
    "Intro {}:\n- {}\n- {}",
    "Intro {}:\n1. {}",
    "Intro {}:\n2. {}",
    "- [ ] {}\n- [x] {}",
    "> {}\n> {}\n{}",
    "> - {}\n>   {}",
    "> [!NOTE]\n> {}",
    "| {} | {} |\n|---|---|\n| {} | {} |",
    "| {} | {} |\n|---|:-:|\n| {} |",
    "| {} | {} |\n|---|---|\n| {}|{} | {} |",
    "| {} | {} | {} |\n|---|---|\n| {} | {} |",
    "{}\n| {} | {} |\n|---|---|\n| {}\\|{} | `{}|{}` |",
    "{} | {}\n{} | {}",
    "```\n{}\n{}\n```",
    "~~~ python\n{}\n~~~",
    "- {}\n  ```\n  {}\n  ```\n- {}",
    "```\n{}",
    "    {}\n    {}",
    "!!! note\n    {}",
    '!!! judgement "{}"\n\n    {}\n\n    - {}',
    '!!! judgement "{}"\n{}',
    "!!! note {} {}\n    {}",
    "??? note\n    {}",
    "::: {}\n{}\n:::",
    "{}\n:   {}\n:   {}",
    "{}\n\n: {}",
    "{}[^n]\n\n[^n]: {}\n\n    {}",
    "{}[^m], {}[^m]\n\n[^m]: {} *{}*\nand {}",
    "[^o]: {}",
    "+---+---+\n| {} | {} |\n+===+===+\n| {} | {} |\n+---+---+",
    "{}  {}\n----- -----\n{}  {}",
    "\t{}\n\n \t- {}",
    "<div>{}</div>\n\n<details>\n{}",
    "{} <!-- a comment --> {}",
    "<!-- a comment\nover lines -->\n{}",
    "<!-- {}",
    "---\n{}\n***",
    "#{} and ##{}",
    "•\t{}\n• {}",
    "a) {}\nb) {}",
    "{}\\\n{}  \n{}<br>{}",
)
"""Blocks with room for words; many are only nearly what they seem."""
WORDS = (
    *["{}"] * 40,
    "*{}*",
    "**{}**",
    "__{} __",
    "_{} {}_",
    "`{}`",
    "``{} ` {}``",
    "`{}",
    "~~{}~~",
    "[{}](https://example.org/)",
    "[{}](<https://example.org/a b>)",
    "[{}][r]",
    "[{}]",
    "[*{}* {}](https://example.org/ 'a title')",
    "[a {} [{}](https://example.org/)](https://example.org/)",
    "\\*{}\\*",
    "\\{}",
    "({}) {{{}}} \\[{}]",
    "{}&amp;{}",
    "{} < {} > {}",
    "<b>{}</b>",
    "<{}>",
    "H~{}~ x^{}^ =={}==",
    "[{}]{{.small}}",
    "[@{}](https://example.org/)",
    "{}: {}, {}.",
    ":{}:",
    "{}*{}*{}",
    "**{}*",
    "***{}***",
    "{}_{}_{}",
)
"""Words within a line."""


@dataclass(frozen=True)
class Fragment:
    """A text of Markdown, and the words in it that a reader should be shown."""

    markdown: str
    words: tuple[str, ...]


@st.composite
def texts_by_chance(draw: st.DrawFn) -> Fragment:
    """Return a strategy of texts of a few blocks, each word of which is its own."""
    numbers = count()
    words: list[str] = []

    def a_word(shape: str) -> str:
        new = [f"qz{next(numbers)}x" for _ in range(shape.count("{}"))]
        words.extend(new)
        return shape.format(*new)

    blocks = []
    for block in draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=3)):
        shapes = draw(
            st.lists(st.sampled_from(WORDS), min_size=block.count("{}"), max_size=block.count("{}"))
        )
        text = block.format(*map(a_word, shapes))
        indent = draw(st.sampled_from(("", "", "", "", " ", "  ", "    ", "> ", "- ", "1. ")))
        lines = text.split("\n")
        margin = draw(st.sampled_from((indent, " " * len(indent))))
        blocks.append("\n".join([indent + lines[0], *(margin + line for line in lines[1:])]))
    between = draw(st.sampled_from(("\n\n", "\n\n", "\n")))
    return Fragment(between.join(blocks), tuple(words))
