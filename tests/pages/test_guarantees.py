"""What each finished page promises, page by page, and where a file of settings has its keys."""

from typing import Any

import pytest
import yaml

from briefbook.pages.guarantees import (
    asked_by_page,
    asked_by_script,
    asked_by_style,
    draws_by_script,
    shows_marking,
)
from briefbook.problems import Where
from briefbook.reading.yaml_places import map_without_tags, place_of_key, places_of_keys
from tests.conftest import GOLDEN

CASES = yaml.safe_load((GOLDEN / "promises.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["asked"], ids=lambda case: case["page"])
def test_what_a_page_asks_of_other_hosts(case: dict[str, Any]) -> None:
    assert list(asked_by_page(case["page"])) == case["asks"]


@pytest.mark.parametrize("case", CASES["styles"], ids=lambda case: case["text"])
def test_what_a_style_sheet_asks_of_other_hosts(case: dict[str, Any]) -> None:
    assert list(asked_by_style(case["text"])) == case["asks"]


@pytest.mark.parametrize("case", CASES["scripts"], ids=lambda case: case["text"])
def test_what_a_script_names_of_other_hosts(case: dict[str, Any]) -> None:
    assert list(asked_by_script(case["text"])) == case["asks"]


@pytest.mark.parametrize("case", CASES["marked"], ids=lambda case: case["page"])
def test_whether_a_page_shows_its_marking(case: dict[str, Any]) -> None:
    assert shows_marking(case["page"], "R&D <b>") is case["shows"]


@pytest.mark.parametrize(
    ("page", "drawn"),
    [
        ('<pre class="mermaid"><code>a</code></pre>', True),
        ("<div class='big mermaid'>a</div>", True),
        ('<pre><code class="language-mermaid">a</code></pre>', False),
        ("<PRE/CLASS='mer&#109;aid'>a</PRE>", True),
        ('<pre title=">" class=mermaid>a</pre>', True),
        ("<p>The mermaid of Copenhagen</p>", False),
    ],
)
def test_which_drawings_the_theme_would_ask_a_script_for(page: str, drawn: bool) -> None:
    assert draws_by_script(page) is drawn


SETTINGS = """\
site_name: !ENV [NAME, Book]
theme: &theme
  name: material
plugins:
  - search
  - tags: {tags_file: x.md}
  - briefbook
? [a, b]
: c
extra: {analytics: *theme}
"""


def test_keys_are_found_in_all_that_yaml_can_be() -> None:
    places = places_of_keys(SETTINGS, "mkdocs.yml")
    assert place_of_key(places, "site_name") == Where("mkdocs.yml", 1, 1)
    assert place_of_key(places, "theme", "name") == Where("mkdocs.yml", 3, 3)
    assert place_of_key(places, "plugins", "tags") == Where("mkdocs.yml", 6, 5)
    assert place_of_key(places, "plugins", "briefbook") == Where("mkdocs.yml", 7, 5)
    assert place_of_key(places, "extra", "analytics") == Where("mkdocs.yml", 10, 9)
    assert place_of_key(places, "theme", "font") == Where("mkdocs.yml", 2, 1)
    assert place_of_key(places, "nav") is None


@pytest.mark.parametrize("text", ["", "[", "a: b: c", "- a\n- b\n", "text", "a: &x [*x]\n", "[" * 3_000])
def test_whatever_a_file_holds_its_keys_are_looked_for(text: str) -> None:
    assert set(places_of_keys(text, "mkdocs.yml")) <= {("a",), ("b",)} | {("",)}


TOO_MUCH = (
    "mkdocs.yml:1:1: more than 100,000 values, or 100 within each other, with what aliases repeat; "
    "write the values themselves"
)


NO_MAP = "mkdocs.yml:1:1: here should be a map; write 'key: value' lines"
NOT_MAPS = [
    *("- a\n", "[]\n", "text\n", "''\n", "5\n", "0\n", "0.5\n", "true\n", "no\n", "2026-01-01\n"),
    *(
        "!!set {}\n",
        "!!omap []\n",
        "!!binary ''\n",
        "!ENV [NOWHERE, true]\n",
        "!relative\n",
        "!!python/name:x.y\n",
    ),
]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("a: !ENV x\nb: !!python/name:x.y\n", None),
        ("a: 'b\n", "mkdocs.yml:1:4: a quote that is never closed; close it"),
        ("a: b: c\n", "mkdocs.yml:1:5: a second colon on one line; put the value in quotes"),
        *((text, NO_MAP) for text in NOT_MAPS),
        ("", None),
        ("# no more than a comment\n", None),
        ("~\n", None),
        ("a: " + "[" * 3_000, "mkdocs.yml:1:1: nested too deep; flatten it"),
        ("a: &x [*x]\n", TOO_MUCH),
        ("a: &x {b: {<<: *x}}\n", TOO_MUCH),
        ("a0: &a0 [b]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 200)), TOO_MUCH),
        ("a0: &a0 [b]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 10}]\n" for n in range(1, 9)), TOO_MUCH),
        (
            "a0: &a0 {b: c}\n"
            + "".join(f"a{n}: &a{n} {{<<: [{f'*a{n - 1},' * 10}]}}\n" for n in range(1, 9)),
            TOO_MUCH,
        ),
    ],
)
def test_what_keeps_settings_from_being_a_map(text: str, mistake: str | None) -> None:
    _, found = map_without_tags(text, "mkdocs.yml")
    assert (str(found) if found else None) == mistake


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("!!timestamp soon", "timestamp"),
        ("2026-02-31", "timestamp"),
        ("2026-01-01T00:00:00+99:00", "timestamp"),
        ("!!int ''", "int"),
        ("0b_", "int"),
        ("!!float ''", "float"),
        ("!!bool perhaps", "bool"),
    ],
)
@pytest.mark.parametrize("text", ["a: {}\n", "a: [b, {}]\n", "? {}\n: a\n"])
def test_a_value_that_yaml_cannot_make_is_a_mistake_at_its_place(text: str, value: str, kind: str) -> None:
    said, found = map_without_tags(text.replace("{}", value), "mkdocs.yml")
    assert not said
    assert found
    assert found.where == Where("mkdocs.yml", 1, text.index("{}") + 1)
    assert found.what.endswith(f"cannot be read as YAML's {kind}")
