"""The accent: whatever a desk chooses, a text in it can be read on each ground; and the sizes that print shares."""

import re

import pytest

from briefbook.model.settings import Settings
from briefbook.pages.colours import DARK, LIGHT, PAPER, contrast, readable, style_of_accent
from briefbook.pages.templates import packaged_templates

LOOK = (packaged_templates() / "styles/look.css").read_text("utf-8")
DEFAULT = Settings.model_fields["accent"].default


def value_of(name: str, sheet: str = LOOK) -> list[str]:
    """Return each value that a variable of the style sheet is given, in its order."""
    return re.findall(rf"--bb-{name}: ([^;]+);", sheet)


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#777777", "#ffffff", 4.48),  # the two greys of WCAG's own examples of what just fails and passes
        ("#767676", "#ffffff", 4.54),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, known: float) -> None:
    assert contrast(one, other) == pytest.approx(known, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    "accent", [DEFAULT, "#ffff99", "#ffffff", "#000000", "#000033", "#ff0000", "#808080"]
)
@pytest.mark.parametrize("grounds", [LIGHT, DARK, PAPER])
def test_any_accent_can_be_read(accent: str, grounds: tuple[str, ...]) -> None:
    assert min(contrast(readable(accent, grounds), each) for each in grounds) >= 4.5


def test_what_can_be_read_stays_as_it_is() -> None:
    assert readable(DEFAULT, LIGHT) == DEFAULT
    assert readable("#ffff99", DARK) == "#ffff99"


def test_the_accent_comes_into_the_style_sheet_in_a_shade_for_each_scheme() -> None:
    sheet = style_of_accent("#000033")
    assert value_of("accent-on-light", sheet) == ["#000033"]
    assert value_of("accent-on-dark", sheet) == [readable("#000033", DARK)] != ["#000033"]


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    grounds = zip(value_of("ground"), value_of("surface"), strict=True)
    assert [*grounds] == [LIGHT, DARK]


@pytest.mark.parametrize("scheme", [0, 1])
def test_titles_and_texts_can_be_read_in_both_schemes(scheme: int) -> None:
    ground, surface, ink, quiet, past = (
        value_of(name)[scheme] for name in ("ground", "surface", "ink", "quiet", "past")
    )
    assert min(contrast(ink, each) for each in (ground, surface, past)) >= 7
    assert min(contrast(quiet, each) for each in (ground, surface)) >= 4.5


def test_print_has_the_sizes_of_the_site() -> None:
    on_paper = (packaged_templates() / "print/look.typ").read_text("utf-8")
    table = on_paper.partition("#let sizes-of-site = (")[2].partition(")")[0]
    sizes = {name: float(size) for name, size in re.findall(r"([\w-]+): ([\d.]+)", table)}
    assert len(sizes) == 7
    assert sizes == {name: float(value_of(name)[0].removesuffix("rem")) for name in sizes}
