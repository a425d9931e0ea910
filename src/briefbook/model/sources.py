"""The register of sources, and the glossary."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from briefbook.model.fields import Date, Sources, Text, Words, as_list, mistake
from briefbook.model.labels import Label
from briefbook.model.records import Contradiction, Record
from briefbook.model.vocabulary import Reliability


def _check_web_address(url: str | None) -> str | None:
    if url is not None and not re.match(r"https?://[^\s/]+", url):
        raise mistake(f"{url!r} is not a valid web address", "begin it with https:// or http://")
    return url


class TermFacts(Record):
    """An entry in the glossary."""

    model_config = ConfigDict(populate_by_name=True)
    dated_by = ("since",)

    meaning: Annotated[Text, Label("Meaning")]
    since: Annotated[Date | None, Label("In use from")] = Field(None, alias="from")
    """When the word came up, where that was lately."""
    also: Annotated[tuple[Words, ...], Label("Also")] = ()
    sources: Sources = ()


def _check_digest(digest: str | None) -> str | None:
    if digest is not None and not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise mistake(f"{digest!r} is not a valid SHA-256", "write its 64 hexadecimal digits")
    return digest


class SourceFacts(Record):
    """An entry in the register of sources, in CSL's terms (citationstyles.org, schema 1.0.2)."""

    model_config = ConfigDict(populate_by_name=True)

    type: Words
    title: Annotated[Words | None, Label("Title")] = None
    author: Annotated[tuple[Words, ...], BeforeValidator(as_list), Label("Author")] = ()
    container_title: Annotated[Words | None, Label("Appeared in")] = Field(None, alias="container-title")
    publisher: Annotated[Words | None, Label("Publisher")] = None
    issued: Annotated[Date | None, Label("Date")] = None
    accessed: Annotated[Date | None, Label("Read")] = None
    url: Annotated[Words | None, AfterValidator(_check_web_address), Label("Address")] = Field(
        None, alias="URL"
    )
    language: Annotated[Words | None, Label("Language")] = None
    official: Annotated[bool, Label("Official")] = False
    agency: Annotated[bool, Label("News agency")] = False
    """Whether the text is a news agency's, which `publisher` names, whoever carried it."""
    copy_of: Annotated[Words | None, Label("Copy of")] = None
    """The key of the source whose text it has: a mirror, or an agency's text in another paper."""
    reliability: Annotated[Reliability | None, Label("Reliability")] = None
    sha256: Annotated[Words | None, AfterValidator(_check_digest)] = None
    note: Annotated[Text | None, Label("Note")] = None

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a source without any name, an agency's without the agency, one read before it was issued."""
        names = ("title", "publisher", "container_title", "url")
        if self.has_read(*names) and not any(getattr(self, name) for name in names):
            fix = "give its title, publisher, container-title or URL"
            yield Contradiction(names, "a source that nothing names", fix)
        if self.agency and self.has_read("publisher") and not self.publisher:
            yield Contradiction(("agency",), "a text of a news agency without its name", "add 'publisher'")
        if self.accessed and self.issued and self.accessed.is_before(self.issued):
            what = f"read {self.accessed}, before it was issued {self.issued}"
            fix = "fix 'accessed' or 'issued', unless it was read in advance"
            yield Contradiction(("accessed", "issued"), what, fix, is_warning=True)
