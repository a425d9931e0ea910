"""A book that tries all at once to get out, to get in, and to be too much: each of it gets one line."""

import os
from pathlib import Path

from tests.conftest import MakeBook, Run

GOOD = "---\ntitle: T\nbottom_line: B\n---\n"
SECRET = "what is out of the project"
TEXTS = {
    "briefs/context/accents.md": f"{GOOD}a{50_000 * chr(0x301)}\n",
    "briefs/context/aliases.md": "---\ntitle: T\nbottom_line: B\naliases:\n"
    + "".join(f"- Alias {number}\n" for number in range(60_000))
    + "---\n",
    "briefs/context/bidi.md": f"{GOOD}A \u202e word.\n",
    "briefs/context/citations.md": f"{GOOD}{5_000 * '[@'}\n",
    "briefs/context/deep.md": GOOD + "".join(f"{level * '  '}- level {level}\n" for level in range(250)),
    "briefs/context/files.md": f"{GOOD}[a](files/page.html) [b](files/run.svg) [c](files/style.xml)\n",
    "briefs/context/files/page.html": "<script>alert(1)</script>",
    "briefs/context/files/run.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script href="x.js"/></svg>',
    "briefs/context/files/style.xml": '<?xml-stylesheet href="a.xsl"?><a/>',
    "briefs/context/huge.md": GOOD + 3_000_000 * "Words and words.\n",
    "briefs/context/japanese.md": GOOD + 91_557 * "日本語の文章。",
    "briefs/context/letters.md": f"{GOOD}{16_000 * 'क्'}\n",
    "briefs/context/links.md": f"{GOOD}{5_000 * '[['}\n",
    "briefs/context/null.md": f"{GOOD}A \0 word.\n",
    "briefs/context/pictures.md": f"{GOOD}{5_000 * '!['}\n",
    "briefs/context/table.md": f"{GOOD}| a | b |\n|---|---|\n" + 12_000 * "| Words [@ministry-2021] | x |\n",
    "briefs/context/ticks.md": GOOD + " ".join((number % 40 + 1) * "`" for number in range(5_000)) + "\n",
    "briefs/glossary.yml": "".join(f"term {number}: {{meaning: A word}}\n" for number in range(100_000)),
    "docs/huge.md": 100_000 * "Words and words.\n",
    "hook.py": "raise SystemExit('the hook ran')",
    "mkdocs.yml": "plugins: [briefbook]\nhooks: [hook.py]\nextra: {a: !!python/object/apply:os._exit [3]}\n",
}
EXPECTED = """\
briefs/context/accents.md:5:2: one letter of 50,000 characters (U+0301 COMBINING ACUTE ACCENT is the last); write 30 at most
briefs/context/aliases.md:1005:3: more than 1,000 entries in one list; keep 1,000 at most
briefs/context/bidi.md:5:3: the character U+202E RIGHT-TO-LEFT OVERRIDE, which shows a text in another order than it is written; delete it: letters themselves say which way they run
briefs/context/citations.md:5:1: 5,000 marks '[' in one paragraph; split it, so that none has more than 500
briefs/context/deep.md:14:19: more than 10 quotations, lists and boxes within each other; write it with fewer levels
briefs/context/files/page.html:1:1: a page of its own cannot be carried; make it a brief, or another kind of file
briefs/context/files/run.svg:1:41: the element <script> can do more than show something; delete it
briefs/context/files/style.xml:1:1: <?xml-stylesheet?> takes in another file, which may run; delete it
briefs/context/folder.md:1:1: a folder, though its name is that of a file; name it 'folder'
briefs/context/huge.md:1:1: a file of 51.0 MB, which is not read; split it, or shorten it to 1 MB
briefs/context/japanese.md:1:1: a file of 1.9 MB, which is not read; split it, or shorten it to 1 MB
briefs/context/letters.md:5:1: one letter of 32,000 characters (U+094D DEVANAGARI SIGN VIRAMA is the last); write 30 at most
briefs/context/links.md:5:1: 10,000 marks '[' in one paragraph; split it, so that none has more than 500
briefs/context/null.md:5:3: the character U+0000, a control character; delete it
briefs/context/pictures.md:5:1: 5,000 marks '[' in one paragraph; split it, so that none has more than 500
briefs/context/table.md:5:1: 12,000 rows in one table; keep 1,000 at most, or put it beside the brief as a file
briefs/context/ticks.md:5:1: more than 20,000 paragraphs, items, cells and marks in one text; split it into several
briefs/glossary.yml:2001:1: more than 2,000 records in one file; keep 2,000 at most
briefs/technology/linked:1:1: a link that leads out of the project; put here what it leads to
docs/huge.md:1:1: a file of 1.7 MB, which is not read; split it, or shorten it to 1 MB
docs/leak.txt:1:1: a link that leads out of the project; put here what it leads to
docs/pipe.md:1:1: a named pipe, which is neither a file nor a folder; delete it
mkdocs.yml:2:9: the hook 'hook.py' is a program, which is not run; delete it
mkdocs.yml:3:12: the tag '!!python/object/apply:os._exit' is not read, since tags can run programs; write the value itself
templates/assets/leak.svg:1:1: a link that leads out of the project; put here what it leads to
"""


def test_each_part_of_a_hostile_book_gets_one_line(
    make_book: MakeBook, briefbook: Run, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "text.md").write_text(SECRET, "utf-8")
    project = make_book({**TEXTS})
    for link in ("docs/leak.txt", "templates/assets/leak.svg"):
        (project / link).parent.mkdir(parents=True, exist_ok=True)
        (project / link).symlink_to(secret / "text.md")
    (project / "briefs/technology/linked").symlink_to(secret)
    (project / "briefs/context/folder.md").mkdir()
    os.mkfifo(project / "docs/pipe.md")
    result = briefbook("-C", project, "check")
    assert (result.returncode, result.stdout, result.stderr.partition("      ")[0]) == (1, "", EXPECTED)
