"""Where in the theme's menu the siblings of a page are."""

from lxml import html as lxml_html

from briefbook.mkdocs.siblings_in_menu import with_siblings

SIBLINGS = '<nav class="bb-siblings">Siblings</nav>'
LEAF = '<li class="md-nav__item md-nav__item--active"><a href="x">People</a></li>'
LIST = '<ul class="md-nav__list" data-md-scrollfix></ul>'


def section(label: str, *, active: str = " md-nav__item--active") -> str:
    """Return a section as the theme has it; with more pages than one it has a label."""
    return (
        f'<li class="md-nav__item{active} md-nav__item--nested">'
        '<input class="md-nav__toggle md-toggle" type="checkbox" id="__nav_2" checked>'
        f'<div class="md-nav__container"><a href="x">Agreements</a>{label}</div><nav>{LIST}</nav></li>'
    )


def path_of(menu: str) -> list[str]:
    """Return the elements around the siblings, the innermost last."""
    (found,) = lxml_html.fragment_fromstring(menu).xpath("//nav[@class='bb-siblings']")
    return [each.tag for each in found.iterancestors()][-3::-1]  # within the body


def test_in_a_section_they_begin_its_list_and_a_label_leads_there() -> None:
    menu = with_siblings(f"<ul>{section('')}</ul>", SIBLINGS)
    assert path_of(menu) == ["ul", "li", "nav", "ul", "li"]
    assert menu.count('for="__nav_2" id="__nav_2_label"') == 1


def test_a_section_that_has_a_label_keeps_it() -> None:
    label = '<label for="__nav_2" id="__nav_2_label"></label>'
    menu = with_siblings(f"<ul>{section(label)}</ul>", SIBLINGS)
    assert path_of(menu) == ["ul", "li", "nav", "ul", "li"]
    assert menu.count("<label") == 1


def test_of_a_page_without_a_list_they_are_below_its_entry() -> None:
    inner = section("").replace(LIST, f"{LIST[:-5]}{LEAF}</ul>")
    menu = with_siblings(f"<ul>{inner}</ul>", SIBLINGS)
    assert path_of(menu) == ["ul", "li", "nav", "ul", "li"]
    assert f"People</a>{SIBLINGS}</li>" in menu
    assert "<label" not in menu


def test_without_siblings_or_an_active_entry_the_menu_is_as_it_was() -> None:
    for menu, siblings in ((section(""), " \n"), (section("", active=""), SIBLINGS), ("", SIBLINGS)):
        assert with_siblings(menu, siblings) == menu


def test_empty_lines_of_the_menu_are_left_out() -> None:
    assert (
        with_siblings("<ul>\n\n   \n  <li>A</li>\n  <li>B</li></ul>", "")
        == "<ul>\n<li>A</li>\n  <li>B</li></ul>"
    )
