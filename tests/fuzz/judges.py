"""What may not happen: each function yields what of it has."""

import re
import traceback
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

import briefbook
from briefbook.model.file_addresses import printable
from briefbook.problems import Problem
from tests.fuzz.samples import MARKER

OWN_CODE = f"{Path(briefbook.__file__).parent}/"
LONGEST = 1_000
"""Characters of a message: the line that says what is wrong is read at a glance."""
_FORM = re.compile(r"[^\n]+?:\d+:\d+: (?:warning: )?\S[^\n]*; \S[^\n]*")
_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ALWAYS = frozenset(
    {"mkdocs.yml"}
    | {
        f"briefs/{name}.yml"
        for name in (
            "book",
            "sources",
            "people",
            "organisations",
            "places",
            "programmes",
            "glossary",
            "tombstones",
        )
    }
)
"""What a message may name although it is missing."""
_LEAD = ("href", "src", "action", "formaction", "data", "xlink:href")
_SCRIPT_ADDRESS = re.compile(
    r"[\x00-\x20]*(?:j\s*a\s*v\s*a|v\s*b)\s*s\s*c\s*r\s*i\s*p\s*t\s*:|[\x00-\x20]*data:text/html",
    re.IGNORECASE,
)

Snapshot = dict[str, tuple[int, int, int]]


@dataclass(frozen=True)
class Finding:
    """What may not happen, and did. Findings of one ``kind`` probably have one cause."""

    kind: str
    what: str


def snapshot(folder: Path) -> Snapshot:
    """Return the size, the time of change and the mode of all that is in a folder."""
    return {
        str(path.relative_to(folder)): (
            about.st_size if path.is_file() else 0,
            about.st_mtime_ns,
            about.st_mode,
        )
        for path in [folder, *folder.rglob("*")]
        for about in [path.lstat()]
    }


def changed(before: Snapshot, after: Snapshot) -> Iterator[Finding]:
    """Yield each file that differs between two snapshots."""
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path):
            yield Finding("a write into the project", path)


def trespasses(whats: Iterable[str]) -> Iterator[Finding]:
    """Yield what a guard has stopped."""
    for what in whats:
        yield Finding(f"a trespass: {what.partition(' ')[0]}", what)


def escaped(error: BaseException) -> Finding:
    """Return the finding of an exception that nobody has caught."""
    frames = traceback.extract_tb(error.__traceback__)
    own = next((each for each in reversed(frames) if each.filename.startswith(OWN_CODE)), frames[-1])
    place = f"{own.filename.removeprefix(OWN_CODE)}, {own.name}"
    whole = "".join(traceback.format_exception(error, limit=-12))
    return Finding(
        f"{type(error).__name__} in {place}",
        f"{whole[:400]} … {whole[-3_000:]}" if len(whole) > 3_400 else whole,
    )


def wrong_messages(problems: Iterable[Problem], project: Path) -> Iterator[Finding]:
    """Yield what is wrong with the form, the characters or the place of each message."""
    known = {printable(path.relative_to(project).as_posix()): path for path in project.rglob("*")}
    for problem in problems:
        text = str(problem)
        for what in _faults(problem, text, known):
            yield Finding(f"{what}: {problem.rule[:100]}", text[:600])


def _faults(problem: Problem, text: str, known: Mapping[str, Path]) -> Iterator[str]:
    if not _FORM.fullmatch(text):
        yield "no form 'path:line:column: what; how to fix'"
    if any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") or each in _BIDI for each in text):
        yield "a control character"
    if len(text) > LONGEST:
        yield f"over {LONGEST:,} characters"
    path, line, column = problem.where
    file = known.get(path.rstrip("/"))
    if file is None and path not in _ALWAYS and not path.startswith("templates/"):
        yield "a path that is not in the book"
    elif not _is_in(file, line, column):
        yield "a place that is not in the file"


def _is_in(file: Path | None, line: int, column: int) -> bool:
    """Tell whether a file has a place; that of its beginning is in any, and an end is one on from the last."""
    if (line, column) == (1, 1):
        return True
    if file is None or not file.is_file() or line < 1 or column < 1:
        return False
    text = file.read_text("utf-8-sig", errors="replace")  # which reads each way to end a line as the same
    lines = text.split("\n")
    return line <= len(lines) and column <= len(lines[line - 1]) + 1


def active_content(site: Path, project: Path) -> Iterator[Finding]:
    """Yield each element of a page that would run one of the sample scripts; hand-written pages may.

    So may the texts of briefs where settings name their folder as that of such pages, which is refused.
    """
    for file in sorted(site.rglob("*.html")):
        page = file.relative_to(site).with_suffix(".md")
        if (project / "docs" / page).exists() or (project / "briefs" / page).exists():
            continue
        text = file.read_text("utf-8", errors="replace")
        if MARKER in text or "script:" in text:
            for element in etree.fromstring(text, etree.HTMLParser(huge_tree=True)).iter(etree.Element):
                if how := _runs(element):
                    shown = etree.tostring(element, encoding="unicode")[:300]
                    yield Finding(f"a page that {how}", f"{file.relative_to(site).as_posix()}: {shown}")


def _runs(element: etree._Element) -> str:
    if (
        element.tag == "script"
        and MARKER in (element.text or "")
        and element.get("type") != "application/json"
    ):
        return "runs a script of the book"
    for name, value in element.attrib.items():
        if str(name).startswith("on") and MARKER in str(value):
            return "runs a handler of the book"
        if name in _LEAD and _SCRIPT_ADDRESS.match(str(value)):
            return "leads to a script"
    return ""
