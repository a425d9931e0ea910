"""What a PDF says of itself, whoever made it."""

from pathlib import Path

from pikepdf import PasswordError, Pdf, PdfError

from briefbook.problems import Refusal


def keywords_of(file: Path) -> str:
    """Return the keywords in the properties of a PDF; raises ``Refusal`` if it cannot be read."""
    try:
        with Pdf.open(file) as pdf:
            return str(pdf.docinfo.get("/Keywords", ""))
    except PasswordError:
        raise Refusal(
            f"{file} is encrypted, so that it cannot be read; save it without its password, and try again"
        ) from None
    except (PdfError, ValueError, TypeError) as error:
        raise Refusal(f"{file} is a damaged PDF ({str(error).splitlines()[0]}); ask for it again") from None
