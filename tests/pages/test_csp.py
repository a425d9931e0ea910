from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from briefbook.pages.csp import POLICY_FILE, content_security_policy, for_nginx, inline_scripts
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("page", "scripts"),
    [
        ("<script>a()</script>", ["a()"]),
        ("<SCRIPT defer>a()</SCRIPT >", ["a()"]),
        ('<script type="module">a()</script><script type=text/JavaScript>b()</script>', ["a()", "b()"]),
        ("<script title='a > b'>a('</p>')</script>", ["a('</p>')"]),
        ("<script>\n  a()\n</script>", ["\n  a()\n"]),
        ('<script src="a.js"></script>', []),
        ("<script defer\nsrc=a.js></script>", []),
        ('<script type="application/json">{"a": 1}</script>', []),
        ('<script data-src="a">b()</script>', ["b()"]),
        ('<script type="application/ecmascript">b()</script>', ["b()"]),
        ('<script type="speculationrules">{"prefetch": []}</script>', ['{"prefetch": []}']),
        ("<p>&lt;script&gt;a()&lt;/script&gt;</p>", []),
    ],
)
def test_scripts_that_a_browser_runs_are_found(page: str, scripts: list[str]) -> None:
    assert list(inline_scripts(page)) == scripts


def test_a_policy_allows_the_scripts_of_the_site_alone() -> None:
    pages = ["<script>b()</script>", "<script>a()</script><script>b()</script><script>c()</script>"]
    policy = content_security_policy(pages, {"a()", "b()"}.__contains__)
    directives = {each.split()[0]: each.split()[1:] for each in policy.split("; ")}
    digests = [b64encode(sha256(script).digest()).decode() for script in (b"a()", b"b()")]
    assert directives["script-src"] == ["'self'", *sorted(f"'sha256-{digest}'" for digest in digests)]
    assert directives["default-src"] == ["'self'"]
    assert directives["object-src"] == directives["frame-src"] == directives["base-uri"] == ["'none'"]
    assert "unsafe-eval" not in policy
    assert [name for name, sources in directives.items() if "'unsafe-inline'" in sources] == [
        "style-src-attr"
    ]


def test_the_same_pages_give_the_same_policy_in_any_order() -> None:
    pages = [f"<script>{each}()</script>" for each in "abcdef"]
    assert content_security_policy(pages, bool) == content_security_policy(pages[::-1], bool)


def test_the_sample_in_the_docs_includes_what_each_build_writes(small_site: Path) -> None:
    pages = [page.read_text("utf-8") for page in small_site.rglob("*.html")]
    written = (small_site / POLICY_FILE).read_text("utf-8")
    assert written == for_nginx(content_security_policy(pages, bool))  # all that are there
    assert written.startswith("add_header Content-Security-Policy ")
    assert f"include /srv/book/site/{POLICY_FILE};" in (ROOT / "docs/publishing.md").read_text("utf-8")
