"""What books by chance are made of: values, words and characters that authors do not write, and where to begin."""

import struct
import zlib
from functools import cache

import yaml

from tests.conftest import GOLDEN, SMALL_BOOK

Files = dict[str, bytes]
"""The files of a book by path; a name that is not UTF-8 has surrogates, as Python gives it."""

MARKER = "bbfuzz"
"""In each script and handler among the samples: it may come into no page as something that runs."""

CHARACTERS = (
    "\0", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\r", "\r\n", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad",
    "\u061c", "\u200b", "\u200d", "\u200e", "\u2028", "\u2029", "\u202a", "\u202e", "\u2066", "\u2069",
    "\ufdd0", "\ufeff", "\ufffd", "\ufffe", "\ue000", "\U000e0041", "\U0001f468\u200d\U0001f469", "\U0010ffff",
    "\U00020000", "\u3042\u3099", "e" + "\u0301" * 60, "\u0915\u094d\u0937", "\u05d0\u05d1", "\u0627\u0644",
    "İ", "ß", "ﬁ", "①", "½", "Ⅻ", "\U0001d7d9", "٣", "\t", "\\", "'", '"', "`", "$", "{{7*7}}", "{% raw %}", "{#", "%00",
    "&#0;", "&#xD800;", "&#x110000;", "&nbsp;", "&lt;", "<!--", "-->", "]]>", "\u0000\u0000",
)  # fmt: skip
"""Characters of every class, and marks of the languages that words go through on their way to a page."""

SCRIPTS = (
    f"<script>{MARKER}()</script>",
    f'"><img src=x onerror={MARKER}()>',
    f"<svg onload={MARKER}()>",
    f"[a](javascript:{MARKER}())",
    f"[a](java\tscript:{MARKER}())",
    f"[a](&#106;avascript:{MARKER}())",
    f"<javascript:{MARKER}()>",
    f"![a](javascript:{MARKER}())",
    f'[a](https://example.org/"onmouseover="{MARKER}())',
    f"[a]: data:text/html,<script>{MARKER}()</script>\n\n[a]",
    f"</title><script>{MARKER}()</script>",
    f"--><script>{MARKER}()</script>",
)
"""What would run in a reader's browser, if it came into a page as it is."""

VALUES = (
    "", "null", "~", "true", "no", "0", "-1", "1.5", "1e999", ".nan", "0x7f", "0o17", "1:30", "9" * 400, "[]", "{}", "[[]]",
    "[null]", "{a: }", "{? [a] : b}", "[{}, {}]", "2025-02-30", "2025-13", "0000", "0000-00-00", "9999-12-31", "-2025",
    "2025?", "2025~", "2025-11-XX", "2025/2026", "../2025", "2025-05-05T10:00:00Z", "12025", "Y17E7", "1985-21", "2001-02-29",
    "&a x", "*a", "&a [*a]", "&a {a: *a}", "{<<: {a: b}}", "{<<: [1]}", "!x y", "!!binary AA==", "!!set {a}", "!!python/name:os.getcwd",
    "!!python/tuple [a]", "!!timestamp x", "!!int x", "!<tag:yaml.org,2002:float> x", "!ENV [HOME, x]", "=", "<<", "'", '"', "|", ">-", "- ", "? ", "@a", "`a`", "%a",
    '"\\0"', '"\\uD800"', '"\\uDFFF\\uD800"', '"\\x07"', '"\\u202E"', '"\\n\\n# x"', '"\\U0010FFFF"', '"a\\tb"', '" "', '"[@paper-2025"',
    "[" * 60 + "]" * 60, "{a: " * 60 + "x" + "}" * 60, "[" + "a, " * 400 + "]", "x" * 20_000, "x " * 5_000, "#" * 300, "*" * 900, "[" * 900, "`" * 901,
    "{text: x}", "{text: 5, lang: {}}", "{date: 2025-05-05}", "{value: x, sources: [paper-2025]}", "{value: {}, sources: {}}", "x [@paper-2025]", "x [@nobody]",
    "2020-09-09 [@paper-2025#p3]", "[@paper-2025; @ministry-2021#p0]", "[[mast]]", '"[[mast|]]"', '"[[|]]"', '"[[mast|[[japan]]]]"',
    "mast", "japan", "index", "book", "con", "..", "/etc/passwd", "a/b", "search", "assets", "http://[", "https://example.org:99999/", "//host/x",
)  # fmt: skip
"""Values of YAML: of every other type, nearly dates, anchors, tags, names that something else has, and long ones."""

KEYS = (
    "",
    "? ",
    "<<",
    "null",
    "1",
    "[a]",
    "{a: b}",
    "title",
    "date",
    "sources",
    "as_of",
    "id",
    "__class__",
    "model_config",
    "x" * 300,
    "*a",
    "&a b",
    "!x y",
)
"""Keys of YAML."""

NAMES = (
    "a b", "a\nb", "a\tb", "a\x1bb", "a'b", 'a"b', "<b>", "{{x}}", "con", "aux", "index", "book", "x" * 240, "ä", "a\u0308", ".hidden", "%2e%2e", "a#b?c",
    "\u202etxt", "\udcff", "-rf", "INDEX", "..a", "a;b", "$(id)", "\\", "図", "a.b", "search", "packs", "assets", "404", "a:1:1", "~", "\u2028", " ", "a&b",
)  # fmt: skip
"""Names of files, without their ending."""

SECTIONS = (
    "\n## A section {from 2016-03 until 2017}\n\nDated.\n\n### Below {until 1999}\n\nMore [@paper-2025].\n"
)

SETTINGS = (
    "site_url: http://[", "site_url: https://example.org/x/", "site_dir: /", "site_dir: ..", "site_dir: briefs", "docs_dir: /", "docs_dir: briefs", "docs_dir: nowhere",
    "nav: [reading.md]", "nav: {a: b}", "nav: [[x]]", "nav: [{a: [{b: nowhere.md}]}]", "theme: {name: mkdocs}", "theme: {name: nobody}", "theme: x",
    "theme: {name: material, custom_dir: templates}", "theme: {name: material, language: xx}", "theme: {name: material, palette: [1]}", "theme: {name: material, logo: x, favicon: 5}",
    "extra: {x: !!python/name:os.getcwd }", "extra: [1]", "extra_css: [x.css]", "extra_javascript: [{path: 5}]", "markdown_extensions: [nobody]", "markdown_extensions: {toc: {permalink: 5}}",
    "markdown_extensions: [pymdownx.snippets, attr_list, {toc: {slugify: x}}]", "hooks: [hook.py]", "plugins: []", "plugins: {briefbook: {as_of: 2025-02-30, pdf: 5}}",
    "plugins: [{briefbook: {as_of: 1900-01-01}}]", "plugins: [briefbook: {pdf: false}]", "plugins: [search: {lang: 5}, briefbook]", "plugins: [briefbook, briefbook]", "plugins: [{[a]: b}]",
    "use_directory_urls: 5", "exclude_docs: '*'", "not_in_nav: 5", "validation: {links: {absolute_links: x}}", "INHERIT: mkdocs.yml", "INHERIT: /dev/null", "INHERIT: nowhere.yml",
    "remote_branch: x", "edit_uri: '%'", "copyright: '<b>x'", "strict: x", "dev_addr: x", "watch: [/]", "site_name: 5", "site_name: ''", "repo_url: x", "x: y",
)  # fmt: skip
"""Lines of mkdocs.yml."""

TEMPLATES = (
    "{{ x.y.z }}",
    "{% for a in 5 %}{% endfor %}",
    "{% if %}",
    "{{ 1/0 }}",
    "{% extends 'nobody.html' %}",
    "{% include 'nobody.html' %}",
    "{{ 'x' * 9999 }}",
    "{{ ''|nobody }}",
    "#panic()",
    "#x",
    "{% raw %}",
)
"""Pieces of templates."""


@cache
def starting_points() -> tuple[Files, ...]:
    """Return the small book, and it with what each golden case of a mistake adds, which reaches what it has not."""
    small = {
        file.relative_to(SMALL_BOOK).as_posix(): file.read_bytes()
        for file in sorted(SMALL_BOOK.rglob("*"))
        if file.is_file()
    }
    books = [small]
    for file in sorted((GOLDEN / "mistakes").glob("*.yml")):
        for case in yaml.safe_load(file.read_text("utf-8")):
            added = {
                path: text.encode() if isinstance(text, str) else text for path, text in case["files"].items()
            }
            books.append({path: text for path, text in {**small, **added}.items() if text is not None})
    return tuple(books)


@cache
def golden_markdown() -> tuple[str, ...]:
    """Return the texts of the golden cases of Markdown."""
    files = sorted((GOLDEN / "markdown").glob("*.yml"))
    return tuple(case["markdown"] for file in files for case in yaml.safe_load(file.read_text("utf-8")))


def a_png(width: int = 8, height: int = 8) -> bytes:
    """Return a grey picture, which says that it has some width and height."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x80" * 8 for _ in range(8)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
PICTURES = {
    "good.png": a_png(),
    "cut.png": a_png()[:40],
    "huge.png": a_png(60_000, 60_000),
    "none.png": a_png(0, 0),
    "empty.png": b"",
    "text.jpg": b"not a picture",
    "head.jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
    "cut.gif": b"GIF89a\xff\xff\xff\xff",
    "cut.webp": b"RIFF\xff\xff\xff\xffWEBPVP8 ",
    "script.svg": _SVG.format(f"<script>{MARKER}()</script><text>x</text>").encode(),
    "handler.svg": _SVG.format(f'<path d="M0 0h9" onload="{MARKER}()"/>').encode(),
    "outside.svg": _SVG.format('<image href="https://example.org/x.png"/><use href="#x"/>').encode(),
    "bomb.svg": b'<!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><svg xmlns="http://www.w3.org/2000/svg"><text>&c;&c;</text></svg>',
    "file.svg": b'<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>',
    "loop.svg": _SVG.format('<g id="a"><use href="#a"/></g>').encode(),
    "number.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e99 nan" width="-5"><path d="M0 0 L 1e99"/></svg>',
    "deep.svg": _SVG.format("<g>" * 400 + "</g>" * 400).encode(),
    "page.html": f"<script>{MARKER}()</script>".encode(),
    "notes.pdf": b"%PDF-1.7\n%%EOF",
    "broken.zip": b"PK\x03\x04",
}
"""Files beside a brief, damaged and hostile."""
