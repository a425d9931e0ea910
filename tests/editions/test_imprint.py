"""What a file says of itself is one word, whatever the book is called."""

from datetime import date

import pytest

from briefbook.editions.imprint import Imprint, read_imprint

LONG = Imprint("図 & “ties”, " * 100, "context/a b/図,.pdf", date(2026, 7, 2), "2026-07", "0" * 40)


@pytest.mark.parametrize(
    "imprint", [Imprint("Ties", "book.pdf", date(2026, 7, 2)), LONG], ids=["short", "long"]
)
def test_an_imprint_is_read_from_among_other_words(imprint: Imprint) -> None:
    written = imprint.written()
    assert not {*written} & {*' ,;"<>'}
    read = read_imprint(f"ACSA, 物品役務, {written}, more")
    assert read is not None
    assert imprint.book.startswith(read.book)
    assert len(written) < 4_000
    assert (read.file, read.as_of, read.edition, read.commit) == (
        imprint.file,
        imprint.as_of,
        imprint.edition,
        imprint.commit,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "briefbook:",
        "briefbook:file=x",
        "briefbook:file=x&as_of=2026-13-01",
        "briefbook:as_of=2026-07-02",
        "briefbook:file=x&as_of=2026-07-02&edition=../up",
    ],
)
def test_an_imprint_that_cannot_be_read_is_left(text: str) -> None:
    assert read_imprint(text) is None
