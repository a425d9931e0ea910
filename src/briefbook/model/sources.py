"""The register of sources, and the glossary."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from briefbook.model.fields import Date, Sources, Text, Words, as_list, mistake
from briefbook.model.records import Contradiction, Record
from briefbook.model.vocabulary import Reliability


def _check_web_address(url: str | None) -> str | None:
    if url is not None and not re.match(r"https?://[^\s/]+", url):
        raise mistake(f"{url!r} is no web address", "begin it with https:// or http://")
    return url


class TermFacts(Record):
    """An entry in the glossary."""

    model_config = ConfigDict(populate_by_name=True)
    dated_by = ("since",)

    meaning: Text
    since: Date | None = Field(None, alias="from")
    """When the word came up, where that was lately."""
    also: tuple[Words, ...] = ()
    sources: Sources = ()


def _check_digest(digest: str | None) -> str | None:
    if digest is not None and not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise mistake(f"{digest!r} is no SHA-256", "write its 64 hexadecimal digits")
    return digest


class SourceFacts(Record):
    """An entry in the register of sources, in CSL's terms (citationstyles.org, schema 1.0.2)."""

    model_config = ConfigDict(populate_by_name=True)

    type: Words
    title: Words | None = None
    author: Annotated[tuple[Words, ...], BeforeValidator(as_list)] = ()
    container_title: Words | None = Field(None, alias="container-title")
    publisher: Words | None = None
    issued: Date | None = None
    accessed: Date | None = None
    url: Annotated[Words | None, AfterValidator(_check_web_address)] = Field(None, alias="URL")
    language: Words | None = None
    official: bool = False
    reliability: Reliability | None = None
    sha256: Annotated[Words | None, AfterValidator(_check_digest)] = None
    note: Text | None = None

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a source without any name."""
        names = ("title", "publisher", "container_title", "url")
        if self.has_read(*names) and not any(getattr(self, name) for name in names):
            fix = "give its title, publisher, container-title or URL"
            yield Contradiction(names, "a source that nothing names", fix)
