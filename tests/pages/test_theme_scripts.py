from pathlib import Path

import pytest

from briefbook.pages.theme_scripts import ThemeScripts

TEMPLATE = """\
<script>first()</script>
<script>scope = new URL("{{ config.extra.scope | d(base_url) }}", location)</script>
<script type="module">name = "{{
  page.name }}", f("{{ base_url }}")</script>
{% if x %}<script>a({% if y %}1{% else %}2{% endif %})</script>{% endif %}
<script>b({# 1 #})</script>
<script type="application/json">{"data": 1}</script>
"""


@pytest.fixture
def scripts(tmp_path: Path) -> ThemeScripts:
    for name, text in {
        "base.html": TEMPLATE,
        "deep/er.html": "<script>deeper()</script>",
        ".icons/x.html": "<script>hidden()</script>",
        "script.svg": "<script>drawn()</script>",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return ThemeScripts([tmp_path / "none", str(tmp_path)])


@pytest.mark.parametrize(
    "script",
    [
        "first()",
        "deeper()",
        'scope = new URL("..", location)',
        'scope = new URL("", location)',
        'scope = new URL("https://book.example:80/käse/%20a", location)',
        'name = "G-1_2", f("../..")',
    ],
)
def test_scripts_of_templates_are_known_with_an_address_or_a_name_in_them(
    script: str, scripts: ThemeScripts
) -> None:
    assert scripts.has(script)
    assert scripts.has(script)


@pytest.mark.parametrize(
    "script",
    [
        "",
        "other()",
        "first();other()",
        " first()",
        "hidden()",
        "drawn()",
        *(
            f'scope = new URL("{value}", location)'
            for value in (
                '"+alert(1)+"',
                "javascript:alert",
                "data:,x",
                "https:https:x",
                "a\\",
                "a\nb",
                "a b",
                "${a}",
                "alert()",
                "a[b]",
                "</script",
                "a;b",
                "a=b",
                "a'b",
                "a`b",
            )
        ),
        'scope = new URL("{{ config.extra.scope | d(base_url) }}", location)',
        "a(1)",
        "a({% if y %}1{% else %}2{% endif %})",
        "b()",
        '{"data": 1}',
    ],
)
def test_no_other_script_is(script: str, scripts: ThemeScripts) -> None:
    assert not scripts.has(script)
