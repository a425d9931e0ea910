"""What is said of pictures, also of those that Pillow gives up on."""

import io
import warnings
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from briefbook.reading.pictures import faults_of

ANIMATED: dict[str, Any] = {"save_all": True, "append_images": [Image.new("RGB", (8, 8), "red")]}
DAMAGED = ("is damaged", "cannot be read")


def picture(suffix: str, size: tuple[int, int] = (8, 8), **options: Any) -> bytes:
    file = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(file, "JPEG" if suffix == "jpg" else suffix, **options)
    return file.getvalue()


@pytest.mark.parametrize("suffix", ["gif", "png", "webp", "jpg"])
def test_a_picture_that_is_cut_off_anywhere_has_a_fault(suffix: str, tmp_path: Path) -> None:
    whole = picture(suffix, (32, 32))
    file = tmp_path / f"p.{suffix}"
    for length in range(0, len(whole) * 9 // 10, 5):
        file.write_bytes(whole[:length])
        assert any(each.what.startswith(DAMAGED) for each in faults_of(file)), length


@pytest.mark.parametrize("suffix", ["gif", "png", "webp"])
def test_a_moving_picture_that_is_cut_off_is_damaged_or_stays_still(suffix: str, tmp_path: Path) -> None:
    whole = picture(suffix, **ANIMATED)
    file = tmp_path / f"p.{suffix}"
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        faults = faults_of(file)
        assert not faults or faults[-1].what.startswith((*DAMAGED, "moves")), length


@pytest.mark.parametrize("notes", [b"Exif\0\0no exif at all", b"Exif\0\0II*\0\x08\0\0\0\x05\0", b"?"])
@pytest.mark.parametrize("suffix", ["webp", "png", "jpg"])
def test_notes_that_cannot_be_read_turn_nothing(suffix: str, notes: bytes, tmp_path: Path) -> None:
    file = tmp_path / f"p.{suffix}"
    file.write_bytes(picture(suffix, exif=notes))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert faults_of(file) == []


def test_print_takes_a_jpeg_up_to_a_width(tmp_path: Path) -> None:
    file = tmp_path / "p.jpg"
    file.write_bytes(picture("jpg", (16_384, 1)))
    assert faults_of(file) == []
    file.write_bytes(picture("jpg", (1, 16_385)))
    (fault,) = faults_of(file)
    assert fault.what == "has a side of 16,385 pixels, which print cannot take from a JPEG"
    assert fault.fix == "make it smaller: at most 16,384; or save it as PNG"
