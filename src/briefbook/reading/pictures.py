"""What may be in a picture, so that the site and paper show it, and both the same.

A drawing in SVG is a text: see `drawings`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple
from warnings import catch_warnings, simplefilter

from PIL import Image, UnidentifiedImageError

from briefbook.model.limits import PIXELS

_SUFFIXES = {
    "PNG": (".png", ".apng"),
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "GIF": (".gif",),
    "WEBP": (".webp",),
}
"""The formats that the site and paper show, by Pillow's names, each with the names that a file may end in."""
_ORIENTATION = 0x0112
"""The tag of EXIF for how a picture is to be turned."""
_UPRIGHT = 1
ANEW = "save it anew, as PNG, JPEG, GIF, WebP or SVG"


class Fault(NamedTuple):
    """What is wrong with a picture, and how to fix it; ``on_site`` says whether its page shows that too."""

    what: str
    fix: str
    on_site: bool = False
    is_warning: bool = False


def pixels_of(picture: Path | BinaryIO) -> int:
    """Return how many pixels a picture has, by its first bytes: more than it may if too many to be counted.

    What cannot be shown has 0.
    """
    try:
        with _opened(picture) as opened:
            return opened.width * opened.height
    except Image.DecompressionBombError:
        return PIXELS + 1
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return 0


def _opened(picture: Path | BinaryIO) -> Image.Image:
    with catch_warnings():
        simplefilter("ignore", Image.DecompressionBombWarning)
        return Image.open(picture, formats=[*_SUFFIXES])


def faults_of(file: Path) -> Iterator[Fault]:
    """Yield what keeps a picture, not in SVG, from being shown as it is, on the site or on paper."""
    try:
        picture = _opened(file)
    except Image.DecompressionBombError:
        yield _too_large("more pixels than can be read")
        return
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        yield Fault("cannot be read (its content is not PNG, JPEG, GIF or WebP, or not all of it)", ANEW)
        return
    with picture:
        yield from _faults_of_opened(picture, file)


def _faults_of_opened(picture: Image.Image, file: Path) -> Iterator[Fault]:
    if picture.width * picture.height > PIXELS:
        yield _too_large(f"{picture.width:,} by {picture.height:,} pixels")
        return
    content = "JPEG" if picture.format == "MPO" else str(picture.format)  # as cameras write two views in one
    suffix = _SUFFIXES[content][0]
    if file.suffix.lower() not in _SUFFIXES[content]:
        yield Fault(
            f"has the content of {content}, which its name does not say", f"name it {file.stem}{suffix}"
        )
    if picture.mode == "CMYK":
        yield Fault("has the colours of a press (CMYK), which a PDF that lasts cannot hold", "save it in RGB")
    if content == "WEBP" and picture.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT:
        yield Fault("is turned by a note in it (EXIF), which browsers pass over in WebP", "save it upright")
    if content != "JPEG" and getattr(picture, "is_animated", False):
        fix = "say in words what it shows, or take a still one"
        yield Fault("moves, and paper shows how it begins", fix, is_warning=True)
    try:
        picture.load()
    except (OSError, SyntaxError, ValueError, EOFError):
        yield Fault("is damaged or cut off", "copy it once more from where it is whole", on_site=True)


def _too_large(size: str) -> Fault:
    return Fault(f"has {size}", f"make it smaller: at most {PIXELS // 1_000_000} million pixels")
