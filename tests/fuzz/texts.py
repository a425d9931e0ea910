"""Changes of a text: of its bytes, its values, its Markdown."""

from collections.abc import Callable, Iterator
from random import Random

import yaml

from tests.fuzz.samples import CHARACTERS, KEYS, SCRIPTS, SECTIONS, VALUES, golden_markdown
from tests.reading.markdown.fragments import BLOCKS, WORDS

Change = Callable[[Random, str], str]
_DEEPEST = 500
"""Characters: where more are open, PyYAML's nodes are not asked for."""
_WORDS_USED = ("word", "ACSA", "2+2", "[@paper-2025]", "[@ministry-2021#p2]", "[@nobody]", "[[mast]]", "[[japan|x]]", "[[nowhere]]", "[a](../technology/mast.md)", "![a](mast/mast.svg)", "mast/mast.svg", "[x](#how-it-works)", "likely", "Natakani", "-----", "> q", "| a |", "*", "{from 2016}", "!!! judgement")  # fmt: skip


def damage(random: Random, content: bytes) -> bytes:
    """Return some bytes with a few flipped, gone, added or twice there, or with marks that editors leave."""
    at = random.randrange(len(content) + 1)
    to = min(len(content), at + random.choice((1, 1, 2, 8, 60, 600)))
    before, piece, after = content[:at], content[at:to], content[to:]
    return random.choice((
        lambda: before + bytes(each ^ (1 << random.randrange(8)) for each in piece[:3]) + piece[3:] + after,
        lambda: before + after,
        lambda: before,
        lambda: before + piece * random.choice((2, 3, 40)) + after,
        lambda: before + random.choice((b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\x1b[2J", b"\n")) + piece + after,
        lambda: b"\xef\xbb\xbf" + content,
        lambda: content.replace(b"\n", random.choice((b"\r", b"\r\n", b"\n\n", b"\x85", b" "))),
        lambda: content.decode("utf-8", "replace").encode(random.choice(("utf-16", "latin-1", "shift-jis", "utf-7")), "replace"),
        lambda: after + piece + before,
        lambda: b"",
    ))()  # fmt: skip


def change_markdown(random: Random, text: str) -> str:
    """Return a text with a fragment put in, a piece moved or gone, or hostile words."""
    at = random.randrange(len(text) + 1)
    to = min(len(text), at + random.choice((1, 3, 10, 40, 200)))
    before, piece, after = text[:at], text[at:to], text[to:]
    fragment = _fragment(random)
    return random.choice((
        lambda: text + "\n\n" + fragment + "\n",
        lambda: text + "\n\n" + fragment + "\n",
        lambda: _at_a_line(random, text, fragment),
        lambda: _at_a_line(random, text, fragment),
        lambda: before + fragment + piece + after,
        lambda: before + random.choice(CHARACTERS) + piece + after,
        lambda: before + random.choice(SCRIPTS) + piece + after,
        lambda: _at_a_line(random, text, random.choice(SCRIPTS)),
        lambda: before + random.choice(_WORDS_USED) + piece + after,
        lambda: text + SECTIONS,
        lambda: before + after,
        lambda: before + piece * random.choice((2, 30)) + after,
        lambda: _indented(random, text),
    ))()  # fmt: skip


def _at_a_line(random: Random, text: str, fragment: str) -> str:
    lines = text.split("\n")
    lines.insert(random.randrange(len(lines) + 1), fragment)
    return "\n".join(lines)


def _indented(random: Random, text: str) -> str:
    lines = text.split("\n")
    first = random.randrange(len(lines))
    margin = random.choice(("  ", "    ", "\t", "> ", "- ", "1. ", "| ", "# ", ": ", "[^1]: "))
    return "\n".join(
        margin + line if first <= number < first + 4 else line for number, line in enumerate(lines)
    )


def _fragment(random: Random) -> str:
    """Return a piece of Markdown of the kinds that authors write, with words in its rooms; perhaps cut."""

    def filled(shape: str, depth: int) -> str:
        rooms = [
            filled(random.choice(WORDS), depth - 1)
            if depth and random.random() < 0.5
            else random.choice(_WORDS_USED)
            for _ in range(shape.count("{}"))
        ]
        return shape.format(*rooms)

    if random.random() < 0.25:
        text = random.choice(golden_markdown())
    else:
        text = "\n".join(filled(random.choice(BLOCKS), 3) for _ in range(random.choice((1, 1, 2, 3))))
    if random.random() < 0.3:
        text = (
            text[random.randrange(len(text) + 1) :]
            if random.random() < 0.5
            else text[: random.randrange(len(text) + 1)]
        )
    return text if random.random() < 0.97 else text * 50


def change_yaml(random: Random, text: str) -> str:
    """Return a text of YAML with another value, another key, or an entry that is gone, twice or elsewhere."""
    nodes = list(_nodes_in(text))
    if not nodes or random.random() < 0.1:
        return _change_line(random, text)
    start, end, is_key = random.choice(nodes)
    other = random.choice(nodes)
    new = random.choice((
        lambda: random.choice(KEYS if is_key else VALUES),
        lambda: random.choice(VALUES),
        lambda: text[other[0] : other[1]],
        lambda: text[start:end] + random.choice(CHARACTERS),
        lambda: f"{text[start:end]} {random.choice(_WORDS_USED)}",
        lambda: _quoted(random.choice((*CHARACTERS, *SCRIPTS, *_WORDS_USED))),
        lambda: _quoted(random.choice((*CHARACTERS, *SCRIPTS, *_WORDS_USED))),
        lambda: _quoted(change_markdown(random, text[start:end])),
        lambda: f"&a {text[start:end]}",
    ))()  # fmt: skip
    return text[:start] + new + text[end:]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _change_line(random: Random, text: str) -> str:
    lines = text.split("\n")
    number = random.randrange(len(lines))
    line = lines[number]
    lines[number : number + 1] = random.choice((
        lambda: [],
        lambda: [line, line],
        lambda: [random.choice((" ", "\t", "  - ", "- ")) + line],
        lambda: [line.strip()],
        lambda: [line, f"{random.choice(KEYS)}: {random.choice(VALUES)}"],
        lambda: [line, *random.choice(("---", "...", "%YAML 1.2", "# c", "<<<<<<< a"))],
        lambda: [line, random.choice(lines)],
    ))()  # fmt: skip
    return "\n".join(lines)


def _nodes_in(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where each node of YAML begins and ends, and whether it is a key; nothing where it cannot be read."""
    if max(map(text.count, "[{-")) > _DEEPEST:
        return
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return
    seen: set[int] = set()
    waiting = [(root, False)] if root else []
    while waiting:
        node, is_key = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node.start_mark.index, node.end_mark.index, is_key
        if isinstance(node, yaml.MappingNode):
            waiting += [each for key, value in node.value for each in ((key, True), (value, False))]
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(each, False) for each in node.value]
