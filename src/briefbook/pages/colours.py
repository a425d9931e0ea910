"""The book's own colour, in the shades that can be read on each ground.

Contrast is that of WCAG 2.2: the relative luminance of the lighter colour to that of the darker, each with
0.05 added (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, #dfn-relative-luminance).
"""

from collections.abc import Iterable

LIGHT = ("#ffffff", "#f2f5f6")
"""The ground and the surface of the light scheme, as `styles/look.css` has them."""
DARK = ("#14181b", "#22292d")
"""Those of the dark scheme."""
PAPER = ("#ffffff",)
LEAST = 5.5
"""The least contrast of a text in the accent: WCAG 2.2 (1.4.3) asks for 4.5, but links are thin and many."""
_STEPS = 100
"""How many steps there are from a colour to black or white."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, each `#rrggbb`: from 1 to 21."""
    darker, lighter = sorted(map(_luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, grounds: Iterable[str]) -> str:
    """Return the shade nearest to a colour in which a text can be read on each of some grounds.

    On light grounds it is as much darker as it has to be, on dark ones as much lighter.
    """
    grounds = tuple(grounds)
    end = 0 if contrast(grounds[0], "#000000") > contrast(grounds[0], "#ffffff") else 255
    shades = (_mixed(colour, end, step / _STEPS) for step in range(_STEPS + 1))
    return next(shade for shade in shades if all(contrast(shade, each) >= LEAST for each in grounds))


def style_of_accent(accent: str) -> str:
    """Return the style sheet that brings a book's colour into its pages."""
    return (
        f":root {{\n  --bb-accent-on-light: {readable(accent, LIGHT)};\n"
        f"  --bb-accent-on-dark: {readable(accent, DARK)};\n}}\n"
    )


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [_linear(channel / 255) for channel in _channels(colour)]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def _mixed(colour: str, end: int, share: float) -> str:
    return "#" + "".join(f"{round(each + (end - each) * share):02x}" for each in _channels(colour))
