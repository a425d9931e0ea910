"""The site carries the files that the shown text names, and no other, whatever their names are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize
from urllib.parse import quote

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from briefbook.derived.horizon import book_at
from briefbook.pipelines.assets import carried_files
from briefbook.pipelines.load import check_book
from briefbook.problems import mistakes_among

DAY = date(2020, 6, 15)
"""The horizon."""
BEFORE, AFTER = (date(2010, 1, 1), DAY), (date(2020, 6, 16), date(2030, 1, 1))
BOOK = "title: B\ndesk: {name: D}\nas_of: 2050-01-01\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
TOGETHER = 10
"""So many briefs are of one book, since a book takes longer than a brief."""

STEMS = (
    *("map", "Map", "a", "später", "spa\u0308ter", "é", "港", "karte-🗺", "&", "&amp;", "'", '"', "+", ",", ";", " ", "%"),
    *("%41", "#", "?", "(", ")", "[x]", "{y}", "<z>", "`c`", "*i*", "__b__", "~~d~~", "=", "@k", "!", "$", "^", "|", ":", "\\"),
)  # fmt: skip
PATHS = st.builds(
    "{}{}{}".format,
    st.sampled_from(("", "", "parts/", "später/", "a & b/")),
    st.lists(st.sampled_from(STEMS), min_size=1, max_size=3).map("".join),
    st.sampled_from((".svg", ".svg", ".pdf", ".docx", ".txt")),
)
WAYS = (
    "{}",
    "Words {}, more.",
    "- {}",
    "> {}",
    "> [!NOTE]\n> {}",
    "!!! note\n    {}",
    "**{}**",
    "#{level} A {}",
    "1. *x*\n   {}",
)
"""How a text may have a link or a picture."""


@dataclass(frozen=True)
class Dates:
    """What a heading has in braces."""

    since: date | None = None
    until: date | None = None

    def hold(self, written: date) -> bool:
        """Return whether the text below the heading is shown."""
        return (self.since or written) <= DAY and (self.until is None or self.until > DAY)

    def __str__(self) -> str:
        words = [f"{word} {day}" for word, day in (("from", self.since), ("until", self.until)) if day]
        return f" {{{' '.join(words)}}}" if words else ""


@dataclass(frozen=True)
class Section:
    """A text under a heading, within the sections of some dates; ``named`` are the files that it names."""

    level: int
    around: tuple[Dates, ...]
    named: tuple[str, ...]
    text: str

    def is_shown(self, written: date) -> bool:
        dated = [each for each in self.around if str(each)]
        return all(each.hold(written) for each in dated) if dated else written <= DAY

    def __str__(self) -> str:
        heading = f"{'#' * self.level} Heading{self.around[-1]}\n\n" if self.level > 1 else ""
        return heading + self.text


@dataclass(frozen=True)
class GeneratedBrief:
    """A brief with files beside it."""

    begins: date
    written: date
    files: tuple[str, ...]
    sections: tuple[Section, ...]

    def named(self, *, shown: bool) -> set[str]:
        """Return the files that its text names, or that its shown text does."""
        return {
            name
            for section in self.sections
            for name in section.named
            if not shown or (self.begins <= DAY and section.is_shown(self.written))
        }

    def __str__(self) -> str:
        head = (
            f"title: T\nwritten: {self.written}\nbottom_line: B\nevents: [{{date: {self.begins}, text: E}}]"
        )
        return "\n\n".join((f"---\n{head}\n---", *map(str, self.sections)))


def addresses_of(path: str) -> Iterator[str]:
    """Yield the ways to write the address of a file."""
    for form in ("NFC", "NFD"):
        yield quote(normalize(form, path))
    yield quote(path) + "#page=2"
    yield quote(path) + "?as=it%23is"
    encoded = (quote(each) if each in "%#?<>\\`&" else each for each in path)
    yield f"<{''.join(encoded)}>"


@st.composite
def mentions(draw: st.DrawFn, path: str, folder: str) -> str:
    """Return a text that names a file."""
    address = draw(st.sampled_from([*addresses_of(path)]))
    address = f"<{folder}/{address[1:]}" if address.startswith("<") else f"{folder}/{address}"
    forms = ["[words]({})", "![A map]({})", '![A map]({} "A credit")', "[![A map]({0})]({0})"]
    return draw(st.sampled_from(forms if path.endswith(".svg") else forms[:1])).format(address)


@st.composite
def dates(draw: st.DrawFn) -> Dates:
    since = draw(st.sampled_from((None, *BEFORE, *AFTER)))
    until = draw(st.sampled_from((None, None, *BEFORE, *AFTER)))
    return Dates(since, until if until and (since is None or since <= until) else None)


@st.composite
def briefs(draw: st.DrawFn, folder: str) -> GeneratedBrief:
    files = draw(st.lists(PATHS, max_size=6, unique_by=lambda path: normalize("NFC", path)))

    def section(level: int, *around: Dates) -> Section:
        named = draw(st.lists(st.sampled_from(files), max_size=3)) if files else []
        mentioned = [draw(mentions(each, folder)) for each in named]
        written = [draw(st.sampled_from(WAYS)).format(each, level="#" * level) for each in mentioned]
        return Section(level, around, tuple(named), "\n\n".join(("Text.", *written)))

    sections = [section(1)]
    for outer in draw(st.lists(dates(), max_size=3)):
        sections.append(section(2, outer))
        sections += [section(3, outer, inner) for inner in draw(st.lists(dates(), max_size=2))]
    begins, written = (draw(st.sampled_from((*BEFORE, *AFTER))) for _ in range(2))
    return GeneratedBrief(begins, written, tuple(files), tuple(sections))


@settings(max_examples=settings().max_examples // TOGETHER, phases=[Phase.generate])
@given(st.tuples(*(briefs(f"b{number}") for number in range(TOGETHER))))
def test_what_the_shown_text_names_is_carried_and_nothing_else(made: tuple[GeneratedBrief, ...]) -> None:
    with TemporaryDirectory() as folder:
        beside = Path(folder, "briefs/context")
        beside.mkdir(parents=True)
        Path(folder, "briefs/book.yml").write_text(BOOK, "utf-8")
        for number, brief in enumerate(made):
            beside.joinpath(f"b{number}.md").write_text(str(brief), "utf-8")
            for path in brief.files:
                file = beside / f"b{number}" / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(SVG, "utf-8")
        book, problems = check_book(Path(folder), with_pdfs=False)
        assert mistakes_among(problems) == []
        unnamed = {each.where.path for each in problems if each.what.startswith("no text of the brief")}
        assert unnamed == {
            f"briefs/context/b{number}/{path}"
            for number, brief in enumerate(made)
            for path in {*brief.files} - brief.named(shown=False)
        }
        carried = carried_files(book_at(book, DAY), Path(folder))
        assert {uri: file for uri, file in carried.items() if not uri.startswith("assets/")} == {
            f"context/b{number}/{normalize('NFC', path)}": beside / f"b{number}" / path
            for number, brief in enumerate(made)
            for path in brief.named(shown=True)
        }
