"""Every internal link and anchor of the built HTML leads somewhere."""

from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from pikepdf import Pdf

from tests.conftest import MakeBook, built

ATTRIBUTES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "src", "iframe": "src"}


def test_every_link_of_the_real_book_leads_somewhere(real_site: Path) -> None:
    assert_links_lead(real_site, at_least=1000)


def test_every_link_of_the_small_book_leads_somewhere(small_site: Path) -> None:
    assert_links_lead(small_site, at_least=100)


def assert_links_lead(site: Path, at_least: int) -> None:
    pages = {
        file.relative_to(site).as_posix(): html.parse(str(file)).getroot() for file in site.rglob("*.html")
    }
    anchors = {
        page: {each.get("id") for each in root.iter() if each.get("id")} for page, root in pages.items()
    }
    dead, followed = [], 0
    for page, root in pages.items():
        if page == "404.html":
            continue  # its addresses begin at the server's root
        for element in root.iter(*ATTRIBUTES):
            address = element.get(ATTRIBUTES[element.tag])
            if address is None or urlsplit(address).scheme:
                continue
            followed += 1
            path, _, fragment = address.partition("#")
            target = (site / page).parent / unquote(path.partition("?")[0]) if path else site / page
            name = target.resolve().relative_to(site.resolve()).as_posix()
            if not target.is_file():
                dead.append(f"{page}: {address}")
            elif fragment and name in anchors and unquote(fragment) not in anchors[name] | {"__search"}:
                dead.append(f"{page}: {address} (no such anchor)")
    assert dead == []
    assert followed > at_least


NAMES = ("spa\u0308ter.svg", "a b.svg", "a+b&c.svg", "50%.svg", "a#b.svg", "a'b, (c).svg", "港.svg")
HEADINGS = ("物品役務", "Россия и мир", "कार्य योजना", "Café", "2024 review", "A - B", "Same", "Same")
ON_GITHUB = ("物品役務", "россия-и-мир", "कार्य-योजना", "café", "2024-review", "a---b", "same", "same-1")


def test_every_link_to_an_unusual_name_leads_somewhere(make_book: MakeBook, tmp_path: Path) -> None:
    written = [
        normalize("NFC", name).translate({ord(each): f"%{ord(each):02X}" for each in "%#()"})
        for name in NAMES
    ]
    files = [f"![A picture](other/{name}) [It](other/{name})" for name in written]
    headings = [
        f"## {heading}\n\n[There](#{link})" for heading, link in zip(HEADINGS, ON_GITHUB, strict=True)
    ]
    brief = "\n\n".join(["---\ntitle: T\nbottom_line: B\n---", *headings, *files])
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    attached = {f"briefs/context/other/{name}": svg for name in NAMES}
    page = "# Гид\n\n[There](#гид)\n"
    site = built(
        make_book({"briefs/context/other.md": brief, "docs/reading.md": page, **attached}),
        tmp_path / "site",
        with_pdfs=True,
    )
    assert_links_lead(site, at_least=100)
    with Pdf.open(site / "context/other/other.pdf") as pdf:
        links = [each for page in pdf.pages for each in page.get("/Annots", ()) if "/Dest" in each]
        tops = [(each.Dest[0].objgen, each.Dest[3]) for each in links]
    assert len(set(tops)) == len(HEADINGS), "each link to a heading leads to a place of its own"


@pytest.mark.parametrize("site_name", ["real_site", "small_site"])
def test_ids_are_once_on_a_page(site_name: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(site_name)
    for file in site.rglob("*.html"):
        ids = [each.get("id") for each in html.parse(str(file)).getroot().iter() if each.get("id")]
        doubles = {each for each in ids if ids.count(each) > 1}
        assert not doubles, f"{file.relative_to(site)}: {doubles}"


def test_links_name_their_file(real_site: Path) -> None:
    for file in real_site.rglob("index.html"):
        for element in html.parse(str(file)).getroot().iter("a"):
            address = element.get("href") or ""
            if not urlsplit(address).scheme and (path := address.partition("#")[0]):
                assert path.endswith((".html", ".pdf", ".svg")), f"{file}: {address}"


def test_addresses_are_section_and_id(real_site: Path) -> None:
    assert (real_site / "agreements" / "supplies-services-agreement" / "index.html").is_file()
    assert (real_site / "people" / "rajnath-singh" / "index.html").is_file()
    assert not (real_site / "programmes" / "unicorn").exists(), "the brief about it takes its place"
    assert not (real_site / "decisions").exists()
