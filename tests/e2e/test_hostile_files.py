"""What an author attached to run in a reader's browser: it is refused, and under the policy it would not run."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefbook.pages.csp import POLICY_FILE
from briefbook.pipelines.load import check_book
from tests.conftest import ROOT, MakeBook
from tests.e2e.server import headers_of, noting, serving

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

pytestmark = pytest.mark.browser

SVG, HTML = 'xmlns="http://www.w3.org/2000/svg"', 'xmlns="http://www.w3.org/1999/xhtml"'
RUN = "alert(1); void(new Image().src = 'ELSEWHERE/NAME')"
"""A script that shows a dialog, and asks another host for something, by the name of its file."""
RUNNING = {
    "page.html": f"<script>{RUN}</script>",
    "handler.html": f'<img src="none" onerror="{RUN}">',
    "frame.html": f"""<iframe srcdoc="<script>{RUN}</script>"></iframe>""",
    "address.html": f'<a href="javascript:{RUN}">a</a>',
    "data.html": f'<script src="data:text/javascript,{RUN}"></script>',
    "page.xhtml": f"<html {HTML}><body><script>{RUN}</script></body></html>",
    "script.svg": f"<svg {SVG}><script>{RUN}</script></svg>",
    "prefix.svg": f'<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>{RUN}</s:script></s:svg>',
    "data.svg": f'<svg {SVG}><script href="data:text/javascript,{RUN}"/></svg>',
    "handler.svg": f'<svg {SVG} onload="{RUN}"/>',
    "moving.svg": f'<svg {SVG}><set attributeName="x" to="1" dur="1ms" onend="{RUN}"/></svg>',
    "address.svg": f'<svg {SVG}><a href="java&#10;script:{RUN}"><text y="9">a</text></a></svg>',
    "moved.svg": f'<svg {SVG}><a><set attributeName="href" to="javascript:{RUN}"/><text y="9">a</text></a></svg>',
    "foreign.svg": f'<svg {SVG}><foreignObject><img {HTML} src="none" onerror="{RUN}"/></foreignObject></svg>',
    "entity.svg": f'<!DOCTYPE svg [<!ENTITY e "<script>{RUN}</script>">]><svg {SVG}>&e;</svg>',
    "default.svg": f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "{RUN}">]><svg {SVG}/>',
    "cut.svg": f"<svg {SVG}><script>{RUN}</script>",
    "script.xml": f"<a><script {HTML}>{RUN}</script></a>",
}
FETCHING = {
    "picture.svg": f'<svg {SVG}><image href="ELSEWHERE/NAME" width="9" height="9"/></svg>',
    "style.svg": f"<svg {SVG}><style>@import 'ELSEWHERE/NAME';</style></svg>",
    "escape.svg": f'<svg {SVG}><foreignObject width="9" height="9"><p {HTML} style="background: u\\72l(ELSEWHERE/NAME)">a</p></foreignObject></svg>',
    "sheet.xml": '<?xml-stylesheet href="ELSEWHERE/NAME"?><a/>',
    "picture.html": '<img src="ELSEWHERE/NAME">',
    "frame-of-others.html": '<iframe src="ELSEWHERE/NAME"></iframe>',
    "object.html": '<object data="ELSEWHERE/NAME"></object>',
}
"""What asks another host for something without a script."""
HOSTILE = RUNNING | FETCHING


def contents(elsewhere: str) -> dict[str, bytes]:
    """Return each file; one is a second time there in UTF-16, which is XML as well."""
    texts = {
        name: text.replace("ELSEWHERE", elsewhere).replace("NAME", name) for name, text in HOSTILE.items()
    }
    return {name: text.encode("utf-16" if name == "prefix.svg" else "utf-8") for name, text in texts.items()}


def test_each_is_refused(make_book: MakeBook) -> None:
    files = contents("https://elsewhere.example")
    _, problems = check_book(
        make_book({f"briefs/context/other/{name}": text for name, text in files.items()})
    )
    refused = {Path(problem.where.path).name for problem in problems if not problem.is_warning}
    assert refused == {*files}


@pytest.fixture(scope="module")
def policy(small_site: Path) -> dict[str, str]:
    """Return what nginx would send: the headers of the sample in the docs, and of the file that it includes."""
    files = ROOT / "docs/publishing.md", small_site / POLICY_FILE
    return {name: value for file in files for name, value in headers_of(file.read_text("utf-8")).items()}


def test_under_the_policy_none_runs_or_asks_another_host(
    policy: dict[str, str], tmp_path: Path, tab: "Page"
) -> None:
    with noting() as (elsewhere, asked):
        for name, content in contents(elsewhere).items():
            (tmp_path / name).write_bytes(content)
        assert open_each(tmp_path, policy, tab, lambda _: True) == set()
        assert asked == set()
        assert open_each(tmp_path, {}, tab, lambda name: f"/{name}" in asked) == {*RUNNING}
        assert asked == {f"/{name}" for name in HOSTILE}


def open_each(
    folder: Path, headers: Mapping[str, str], tab: "Page", is_done: Callable[[str], bool]
) -> set[str]:
    """Open each hostile file, and the link that it may have; return the names of those that show a dialog."""
    dialogs: set[str] = set()

    def note(dialog: "Dialog") -> None:
        dialogs.add(Path(tab.url).name)
        dialog.dismiss()

    tab.on("dialog", note)
    with serving(folder, headers) as site:
        for name in HOSTILE:
            tab.goto(f"{site}/{name}")
            tab.evaluate(
                "document.querySelector('a')?.dispatchEvent(new MouseEvent('click', { cancelable: true }))"
            )
            for _ in range(50):
                tab.wait_for_timeout(100)
                if is_done(name):
                    break
    tab.remove_listener("dialog", note)
    return dialogs


def test_pages_of_others_cannot_take_in_the_scripts_of_the_site(
    small_site: Path, policy: dict[str, str], tab: "Page"
) -> None:
    def runs(headers: Mapping[str, str]) -> object:
        with serving(small_site, headers) as site, noting() as (elsewhere, _):
            tab.goto(elsewhere)
            return tab.evaluate(
                """address => new Promise(done => {
                    const script = document.createElement("script");
                    script.onload = () => done(true);
                    script.onerror = () => done(false);
                    script.src = address;
                    document.head.append(script);
                })""",
                f"{site}/assets/shared.js",
            )

    assert runs({}) is True
    assert runs(policy) is False
