"""What a drawing holds too much of."""

import io
from base64 import b64encode
from urllib.parse import quote

import pytest
from PIL import Image

from briefbook.model.limits import PARAGRAPH, PIXELS
from briefbook.reading.drawings import Drawing, read_drawing
from briefbook.reading.pictures import pixels_of

TOO_MANY_PIXELS = (
    "map.svg:1:41: too many pixels in the pictures of a drawing; make them smaller: at most 100 million"
)


def drawing(within: str) -> Drawing:
    found = read_drawing(f'<svg xmlns="http://www.w3.org/2000/svg">{within}</svg>', "map.svg")
    assert found
    return found


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("1" if form == "PNG" else "L", (width, height)).save(file, form)
    return file.getvalue()


SMALL, LARGE = picture(9, 9), picture(PIXELS // 1_000 + 1, 1_000)


def in_base64(content: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"


@pytest.mark.parametrize(
    ("address", "pixels"),
    [
        (in_base64(SMALL), 81),
        (in_base64(SMALL).replace("data:", "DATA:").rstrip("="), 81),
        (f" data:image/png,{quote(SMALL)}", 81),
        (in_base64(picture(4, 5, "JPEG"), "image/jpeg"), 20),
        ("data:image/png;base64,A", 0),
        ("data:image/png;base64,AAAA", 0),
        ("other.png", 0),
        ("#part", 0),
    ],
)
@pytest.mark.parametrize("attribute", ["href", 'xmlns:x="http://www.w3.org/1999/xlink" x:href'])
def test_the_pixels_of_pictures_in_a_drawing_are_counted(address: str, pixels: int, attribute: str) -> None:
    assert drawing(f'<image {attribute}="{address}"/>').pixels == pixels


def test_a_drawing_has_as_many_pixels_as_a_picture_may_have() -> None:
    assert pixels_of(io.BytesIO(LARGE)) > PIXELS
    (mistake,) = drawing(f'<image href="{in_base64(LARGE)}"/>').hidden_on_paper
    assert str(mistake) == TOO_MANY_PIXELS
    half = in_base64(picture(PIXELS // 2_000 + 1, 1_000))
    assert drawing(f'<image href="{half}"/>').hidden_on_paper == ()
    (mistake,) = drawing(f'<image href="{half}"/>' * 3).hidden_on_paper
    assert mistake.what == "too many pixels in the pictures of a drawing"


def test_a_drawing_within_a_drawing_may_lose_its_words() -> None:
    within = in_base64(b'<svg xmlns="http://www.w3.org/2000/svg"/>', "image/svg+xml")
    (mistake,) = drawing(f'<image href="{within}"/>').hidden_on_paper
    assert mistake.what == "paper may not show a drawing within a drawing"


def test_a_drawing_has_as_many_words_as_a_paragraph() -> None:
    assert drawing(f"<text>{'a ' * PARAGRAPH}</text><desc>more</desc>").hidden_on_paper == ()
    (mistake,) = drawing(f"<text>{'a ' * PARAGRAPH}</text><text>b</text>").hidden_on_paper
    fix = "keep 20,000 at most, and put the others into the text"
    assert str(mistake) == f"map.svg:1:1: words of 20,001 letters; {fix}"
