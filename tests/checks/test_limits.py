"""What is too large or too deep is reported at its line, once, and hides nothing else."""

import io

import pytest
from PIL import Image

from briefbook.model.limits import DRAWING_BYTES, PARAGRAPH, REGISTER_BYTES, TEXT_BYTES
from briefbook.pipelines import printable
from briefbook.pipelines.load import check_book
from briefbook.problems import Where, mistakes_among
from tests.conftest import SMALL_BOOK, MakeBook

HEAD = "---\ntitle: T\nbottom_line: B\n---\n"
GLOSSARY = (SMALL_BOOK / "briefs/glossary.yml").read_text("utf-8")
JAPANESE = "両国は共同演習を続けることで合意した。"
NOT_READ = "which is not read; split it, or shorten it to"
TOO_MANY_PARTS = "more than 20,000 paragraphs, items, cells and marks in one text; split it into several"

BODIES = {
    "rows": (
        "| a | b |\n|---|---|\n" + "| row | words [@paper-2025] |\n" * 12_000,
        ":5:1: 12,000 rows in one table",
    ),
    "japanese": (JAPANESE * (640_900 // len(JAPANESE)), f":1:1: a file of 1.9 MB, {NOT_READ} 1 MB"),
    "paragraph": (
        JAPANESE * 1_100,
        ":5:1: a paragraph of 20,900 letters; split it, so that none has more than 20,000",
    ),
    "items": ("- a\n" * 1_001, ":5:1: 1,001 items in one list"),
    "meanings": ("T\n" + ": m\n" * 1_001, ":5:1: 1,001 meanings in one list"),
    "levels": (
        "".join("  " * each + "- a\n" for each in range(250)),
        ":14:19: more than 10 quotations, lists",
    ),
    "type": ("*a **b " * 6 + "x" + " c** d*" * 6, ":5:1: more than 5 kinds of type within each other"),
    "accents": (
        "a" + "\u0301" * 50_000,
        ":5:2: one letter of 50,000 characters (U+0301 COMBINING ACUTE ACCENT is",
    ),
    "accents as entities": ("a" + "&#769;" * 100, ":5:2: one letter of 100 characters"),
    "conjuncts": ("क्" * 16_000, ":5:1: one letter of 32,000 characters"),
    "links": ("[[" * 20_000, f":5:1: {TOO_MANY_PARTS}"),
    "pictures": ("![" * 50_000, f":5:1: {TOO_MANY_PARTS}"),
    "backticks": (
        "a`" * 2_000,
        ":5:1: 2,000 marks '`' in one paragraph; split it, so that none has more than 500",
    ),
}
FILES = {
    "briefs/glossary.yml": (
        GLOSSARY + "".join(f"T{each}: {{meaning: M}}\n" for each in range(100_000)),
        "briefs/glossary.yml:2005:1: more than 2,000 records in one file; keep 2,000 at most",
    ),
    "briefs/context/aliases.md": (
        HEAD[:-4] + "aliases:\n" + "".join(f"  - A{each}\n" for each in range(50_000)) + "---\n",
        "briefs/context/aliases.md:1005:5: more than 1,000 entries in one list; keep 1,000 at most",
    ),
    "briefs/context/title.md": (
        HEAD.replace("T\n", "T" * 1_001 + "\n"),
        "briefs/context/title.md:2:8: a value of 1,001 characters; write 1,000 at most",
    ),
    "briefs/places.yml": (
        "#" * (REGISTER_BYTES + 1),
        f"briefs/places.yml:1:1: a file of 10.0 MB, {NOT_READ} 10 MB",
    ),
    "briefs/technology/mast/mast.svg": (
        " " * (DRAWING_BYTES + 1),
        f"briefs/technology/mast/mast.svg:1:1: a file of 5.0 MB, {NOT_READ} 5 MB",
    ),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_heavy_text_has_one_line(name: str, make_book: MakeBook) -> None:
    body, expected = BODIES[name]
    _, problems = check_book(make_book({"briefs/context/heavy.md": HEAD + body}))
    (mistake,) = (str(problem) for problem in problems if not problem.is_warning)
    assert mistake.startswith(f"briefs/context/heavy.md{expected}")


def test_a_hostile_book_has_one_line_for_each(make_book: MakeBook) -> None:
    files = {
        f"briefs/context/heavy-{number}.md": HEAD + body for number, (body, _) in enumerate(BODIES.values())
    }
    files |= {path: text for path, (text, _) in FILES.items()}
    _, problems = check_book(make_book({**files}))
    mistakes = [str(problem) for problem in problems if not problem.is_warning]
    for _, expected in FILES.values():
        assert sum(each.startswith(expected) for each in mistakes) == 1, expected
    for number, (_, expected) in enumerate(BODIES.values()):
        path = f"briefs/context/heavy-{number}.md"
        found = [each for each in mistakes if each.startswith(f"{path}:")]
        assert [each.startswith(path + expected) for each in found] == [True], found


def test_the_pictures_of_a_brief_have_room_in_print_together(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = io.BytesIO()
    Image.new("L", (100, 100)).save(file, "PNG")
    shown = "".join(f"![A picture](other/{name}.png)\n\n" * 2 for name in "ab")
    pictures = {f"briefs/context/other/{name}.png": file.getvalue() for name in "ab"}
    project = make_book({"briefs/context/other.md": HEAD + shown, **pictures})
    monkeypatch.setattr(printable, "PICTURES", 80_000)
    assert mistakes_among(check_book(project)[1]) == []
    monkeypatch.setattr(printable, "PICTURES", 79_999)
    (mistake,) = mistakes_among(check_book(project)[1])
    assert mistake.where == Where("briefs/context/other.md")
    assert mistake.what.startswith("pictures that take 0.0 GB in print")


def test_what_is_just_within_a_limit_passes(make_book: MakeBook) -> None:
    files = {
        "briefs/context/rows.md": HEAD + "| a |\n|---|\n" + "| b |\n" * 1_000,
        "briefs/context/paragraph.md": HEAD + "a" * PARAGRAPH,
        "briefs/context/size.md": HEAD + "a bc\n\n" * 9_000 + "<!--" + " " * (TEXT_BYTES - 54_100) + "-->",
    }
    _, problems = check_book(make_book({**files}))
    assert [problem for problem in problems if not problem.is_warning] == []
