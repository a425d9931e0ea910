"""`briefbook print`, and PDFs made with a site: what is named, what Markdown can hold, and what is refused."""

import re
import sys
from pathlib import Path
from subprocess import run

from tests.conftest import SMALL_BOOK, MakeBook, Run, environment
from tests.e2e.paper import bookmarks_of, check_boxes, info_of, needs_pdftotext, pages_of, words_in

pytestmark = needs_pdftotext


ALL_OF_MARKDOWN = f"""\
---
title: {"Long " * 30}{"Y" * 80}
short: All
bottom_line: {"x" * 300} and then words.
sources_differ:
  - about: {"A point. " * 10}
    accounts:
      one: {{says: {"One says. " * 600}}}
      other: {{says: {"The other says. " * 20}}}
---
## Empty section

## Second *emphasis* and `code`

Text with **strong**, a [link](https://example.org/a?b=c), a footnote[^1], &copy;, ` `, and {"x" * 300}.

[^1]: The footnote's words.

> A quotation

1. one
    - nested
        1. deep

Term
:   Definition

```
{"z" * 150}
```

!!! note
    A note.

| Left [@p-2020] | Right |
|:-----|------:|
{"| a | 1 |" + chr(10) + ("| b | 2 |" + chr(10)) * 90}

| A | B | C | D | E | F | G | H | I | J | K | L |
|---|---|---|---|---|---|---|---|---|---|---|---|
| Internationalisation | Interoperability | 2024-11-15 | {"w" * 60} | e | f | g | h | i | j | k | responsibilities |

### Third

#### Fourth

***

![A square](all/square.svg "By the desk")

![A square](all/square.svg)
"""


def test_all_that_markdown_can_hold_is_printed_on_the_page(
    make_book: MakeBook, briefbook: Run, tmp_path: Path
) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="9000"><rect width="300" height="9000"/></svg>'
    source = "p-2020: {type: article, title: A paper, publisher: Paper, language: english}\n"
    sources = (SMALL_BOOK / "briefs/sources.yml").read_text("utf-8")
    project = make_book(
        {
            "briefs/context/all.md": ALL_OF_MARKDOWN,
            "briefs/context/all/square.svg": svg,
            "briefs/sources.yml": f"{sources}\n{source}",
        }
    )
    result = briefbook("-C", project, "print", "all", "--book", "-o", tmp_path)
    assert result.returncode == 0, result.stderr
    for name in ("all.pdf", "book.pdf"):
        check_boxes(tmp_path / name, tmp_path)
        text = words_in(tmp_path / name)
        assert "The footnote's words." in text
        assert " ".join(text.split()).count("One says.") >= 595, "but for those that a page parts"
        assert text.replace("\N{ZERO WIDTH SPACE}", "").replace("\n", "").count("x" * 300) >= 2


PACK = """\
title: A visit
purpose: To test.
briefs: [mast]
lines_to_take: [A line]
avoid: [A mistake]
"""


def test_print_takes_what_is_named(make_book: MakeBook, briefbook: Run) -> None:
    project = make_book({"briefs/packs/visit.yml": PACK})
    result = briefbook("-C", project, "print", "other", "--pack", "visit", "--paper", "letter")
    assert result.returncode == 0, result.stderr
    assert {file.name for file in (project / "print").iterdir()} == {"other.pdf", "packs"}
    assert info_of(project / "print" / "other.pdf")["Page size"].endswith("(letter)")
    assert "DRAFT" in words_in(project / "print" / "other.pdf")
    pack = words_in(project / "print" / "packs" / "visit.pdf")
    for words in ("To test.", "Lines to take", "A line", "To avoid", "A mistake", "MAST", "page 3"):
        assert words.lower() in pack.lower(), words
    assert "Supply pact" not in pack, "a pack has only the briefs that it names"


def test_paper_says_that_a_brief_is_withdrawn(make_book: MakeBook, briefbook: Run) -> None:
    withdrawn = "---\ntitle: Old view\nbottom_line: B\nclearance: withdrawn\nmarking: restricted\n---\n"
    long = withdrawn.replace("Old", "Older") + "A paragraph.\n\n" * 90
    project = make_book(
        {
            "briefs/context/old.md": withdrawn,
            "briefs/context/older.md": long,
            "briefs/packs/visit.yml": f"{PACK.replace('[mast]', '[mast, old]')}agenda: ['See [[older]].']\n",
        }
    )
    result = briefbook("-C", project, "print", "older", "--pack", "visit")
    assert result.returncode == 0, result.stderr
    first, *others = pages_of(project / "print" / "older.pdf")
    assert "WITHDRAWN" in first
    assert others
    assert all("Older view (withdrawn brief, RESTRICTED)" in page for page in others)
    pack = project / "print" / "packs" / "visit.pdf"
    assert "Old view (withdrawn brief, RESTRICTED)" in {title for title, _ in bookmarks_of(pack)}
    contents = pages_of(pack)[1]
    assert "Old view (withdrawn brief, RESTRICTED)" in contents
    assert "The antenna mast ." in contents
    assert "See Older view (withdrawn brief, RESTRICTED)." in contents, "it is named plainly"
    assert "A brief that is named without a page is in the book, and not in this pack." in contents
    assert contents.startswith("RESTRICTED ")
    assert contents.endswith(" RESTRICTED")


def test_a_pack_keeps_its_limit(make_book: MakeBook, briefbook: Run) -> None:
    project = make_book({"briefs/packs/visit.yml": f"{PACK}page_limit: 2\n"})
    result = briefbook("-C", project, "print", "--pack", "visit")
    assert result.returncode == 1
    assert re.match(
        r"briefs/packs/visit.yml:1:1: the pack has \d pages, 2 at most by its limit; leave out", result.stderr
    )
    assert list((project / "print").iterdir()) == []


def test_what_does_not_print_leaves_what_was_there(make_book: MakeBook, briefbook: Run) -> None:
    project = make_book({})
    assert briefbook("-C", project, "print", "mast").returncode == 0
    before = (project / "print" / "mast.pdf").read_bytes()
    (project / "templates" / "print").mkdir(parents=True)
    (project / "templates" / "print" / "brief.typ").write_text(
        "#let brief(part) = part.nothing\n#let brief-in-book = brief"
    )
    result = briefbook("-C", project, "print", "mast")
    assert result.returncode == 1
    assert result.stderr.startswith("templates/print/brief.typ:1:")
    assert "Traceback" not in result.stderr
    assert (project / "print" / "mast.pdf").read_bytes() == before
    assert [file.name for file in (project / "print").iterdir()] == ["mast.pdf"]


def test_an_unknown_name_is_reported_with_the_nearest(briefbook: Run) -> None:
    result = briefbook("-C", SMALL_BOOK, "print", "masst")
    assert result.returncode == 2
    assert "no brief 'masst'; did you mean 'mast'?" in result.stderr
    result = briefbook("-C", SMALL_BOOK, "print", "--pack", "visit")
    assert result.returncode == 2
    assert "no pack 'visit'; add one, as there are none yet" in result.stderr


def test_a_site_may_go_without(briefbook: Run, make_book: MakeBook) -> None:
    project = make_book({"briefs/packs/visit.yml": PACK})
    assert briefbook("-C", project, "build", "--no-pdf").returncode == 0
    assert not list((project / "site").rglob("*.pdf"))
    assert not [page for page in (project / "site").rglob("*.html") if ".pdf" in page.read_text("utf-8")]
    assert briefbook("-C", project, "build").returncode == 0
    assert (project / "site/packs/visit.pdf").is_file()
    assert 'href="../../packs/visit.pdf"' in (project / "site/packs/visit/index.html").read_text("utf-8")


def test_the_plugin_prints_too(make_book: MakeBook) -> None:
    project = make_book({})
    run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", project / "mkdocs.yml"],
        check=True,
        env=environment(),
    )
    assert (project / "site/technology/mast/mast.pdf").read_bytes().startswith(b"%PDF")
    assert (project / "site/book.pdf").is_file()
