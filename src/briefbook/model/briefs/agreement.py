"""Agreements: instruments between states, and the steps of their lives."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.fields import Cited, Id, KnownDate, Sources, Text, Words, expand_cited
from briefbook.model.located import LocatedDict, LocatedList, LocatedStr
from briefbook.model.records import ReadingContext, Record
from briefbook.model.vocabulary import BINDING_INSTRUMENTS, Instrument, TreatyAction


class Action(Record):
    """One step in the life of an instrument; an unknown date is ``None``."""

    dated_by = ("date",)
    holds_undated = True

    action: TreatyAction
    date: KnownDate
    place: Id | None = None
    by: tuple[Id, ...] = ()
    text: Text | None = None
    sources: Sources = ()


class Agreement(BriefFacts):
    """An instrument between states, binding or political."""

    kind: ClassVar[str] = "agreement"
    folder: ClassVar[str] = "agreements"
    section_title: ClassVar[str] = "Agreements"
    short_forms: ClassVar[Mapping[str, str]] = {"signed": "actions", "in_force": "actions"}

    type: Cited[Instrument]
    binding: bool | None = None
    parties: tuple[Cited[Id], ...] = ()
    official_title: Cited[Words] | None = None
    actions: Annotated[tuple[Action, ...], Field(min_length=1)]
    duration: Cited[Text] | None = None

    @property
    def binds(self) -> bool:
        """Whether the instrument binds: by its type, unless the author says otherwise."""
        return self.type.value in BINDING_INSTRUMENTS if self.binding is None else self.binding

    @property
    def nature(self) -> Literal["binding", "political", "unknown"]:
        """Whether the instrument binds, in a word; unknown where neither its type nor the author says."""
        if self.type.value == "unknown" and self.binding is None:
            return "unknown"
        return "binding" if self.binds else "political"

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return `signed` and `in_force` as actions."""
        if not isinstance(raw, LocatedDict):
            return raw
        actions = LocatedList(raw.where)
        for key, name in (("signed", "signature"), ("in_force", "entry-into-force")):
            if key in raw:
                actions.append(_short_action(name, raw[key]))
        written = raw.get("actions", [])
        if not actions and "actions" not in raw:
            return raw
        tree = raw.having({k: v for k, v in raw.items() if k not in cls.short_forms})
        tree["actions"] = (
            LocatedList(raw.where, [*actions, *written]) if isinstance(written, list) else written
        )
        return tree


def _short_action(name: str, raw: Any) -> Any:
    """Return the action that a cited date stands for, in its short or its long form."""
    cited = expand_cited(raw, "value")
    if not isinstance(cited, LocatedDict):
        return cited
    fields = {"date" if key == "value" else key: value for key, value in cited.items()}
    return LocatedDict(raw.where, {**fields, "action": LocatedStr(name, raw.key_where)})
