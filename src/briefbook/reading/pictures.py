"""What may be in a picture, so that the site and paper show it, and both the same.

A drawing in SVG is a text: see `drawings`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple
from warnings import catch_warnings, simplefilter

from PIL import Image

from briefbook.model.limits import PIXELS

_SUFFIXES = {
    "PNG": (".png", ".apng"),
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "GIF": (".gif",),
    "WEBP": (".webp",),
}
"""The formats that the site and paper show, by Pillow's names, each with the names that a file may end in."""
_LONGEST_OF_JPEG = 16_384
"""Pixels of a side: the reader of JPEG within Typst takes no more."""
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
    except Exception:  # as in `faults_of`
        return 0


def _opened(picture: Path | BinaryIO) -> Image.Image:
    with catch_warnings():
        simplefilter("ignore")  # of its size, which is counted here, and of its notes, which nothing shows
        return Image.open(picture, formats=[*_SUFFIXES])


def faults_of(file: Path) -> list[Fault]:
    """Return what keeps a picture, not in SVG, from being shown as it is, on the site or on paper."""
    try:
        picture = _opened(file)
    except Image.DecompressionBombError:
        return [_too_large("more pixels than can be read")]
    except Exception:  # a reader of Pillow's raises whatever it comes upon in a damaged file
        return [Fault("cannot be read (its content is not PNG, JPEG, GIF or WebP, or not all of it)", ANEW)]
    with picture, catch_warnings():
        simplefilter("ignore")
        if faults := [*_faults_of_size(picture)]:
            return faults
        return [*_faults_of_form(picture, file), *_faults_of_content(picture)]


def _faults_of_size(picture: Image.Image) -> Iterator[Fault]:
    if picture.width * picture.height > PIXELS:
        yield _too_large(f"{picture.width:,} by {picture.height:,} pixels")
    elif _form_of(picture) == "JPEG" and max(picture.size) > _LONGEST_OF_JPEG:
        what = f"has a side of {max(picture.size):,} pixels, which print cannot take from a JPEG"
        yield Fault(what, f"make it smaller: at most {_LONGEST_OF_JPEG:,}; or save it as PNG")


def _form_of(picture: Image.Image) -> str:
    return "JPEG" if picture.format == "MPO" else str(picture.format)  # as cameras write two views in one


def _faults_of_form(picture: Image.Image, file: Path) -> Iterator[Fault]:
    form = _form_of(picture)
    suffix = _SUFFIXES[form][0]
    if file.suffix.lower() not in _SUFFIXES[form]:
        yield Fault(f"has the content of {form}, which its name does not say", f"name it {file.stem}{suffix}")
    if picture.mode == "CMYK":
        yield Fault("has the colours of a press (CMYK), which a PDF that lasts cannot hold", "save it in RGB")
    if form == "WEBP" and _is_turned(picture):
        yield Fault("is turned by a note in it (EXIF), which browsers pass over in WebP", "save it upright")


def _is_turned(picture: Image.Image) -> bool:
    try:
        return bool(picture.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT)
    except Exception:  # what cannot be read turns nothing
        return False


def _faults_of_content(picture: Image.Image) -> Iterator[Fault]:
    try:
        if _form_of(picture) != "JPEG" and getattr(picture, "is_animated", False):
            fix = "say in words what it shows, or take a still one"
            yield Fault("moves, and paper shows how it begins", fix, is_warning=True)
        picture.load()
    except Exception:  # as in `faults_of`
        yield Fault("is damaged or cut off", "copy it once more from where it is whole", on_site=True)


def _too_large(size: str) -> Fault:
    return Fault(f"has {size}", f"make it smaller: at most {PIXELS // 1_000_000} million pixels")
