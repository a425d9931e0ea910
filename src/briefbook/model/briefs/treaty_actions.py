"""The actions of which the life of a treaty consists, such as its signature."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from briefbook.model.fields import Id, KnownDate, Sources, Text, expand_cited
from briefbook.model.labels import Label
from briefbook.model.located import LocatedDict, LocatedStr
from briefbook.model.records import Contradiction, ReadingContext, Record
from briefbook.model.vocabulary import TreatyAction


class Action(Record):
    """One step in the life of an instrument; an unknown date is ``None``.

    That its date is not known is one thing, and that nobody knows whether it was taken another: the second is
    ``happened: unknown``, or `in_force: unknown` in the short form, where `undated` means the first.
    """

    identity = ("action",)
    known_as = "{name}"
    dated_by = ("date",)
    holds_undated = True

    action: Annotated[TreatyAction, Label("action")]
    date: Annotated[KnownDate, Label("")]
    happened: Annotated[Literal["unknown"] | None, Label("whether it was taken", phrase="")] = None
    place: Annotated[Id | None, Label("place")] = None
    by: Annotated[tuple[Id, ...], Label("by", phrase="by {}")] = ()
    text: Annotated[Text | None, Label("text")] = None
    sources: Sources = ()

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return a step that may not have been taken with its date, which cannot be known."""
        if not isinstance(raw, LocatedDict) or raw.get("happened") != "unknown" or "date" in raw:
            return raw
        return raw.having({**raw, "date": LocatedStr("unknown", raw["happened"].where)})

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a date for a step of which nobody knows whether it was taken."""
        if self.happened == "unknown" and self.date:
            what = "a date for what is not known to have happened"
            yield Contradiction(("happened", "date"), what, "leave out one of the two")

    @property
    def is_taken(self) -> bool:
        """Whether the step is known to have been taken, its date known or not."""
        return self.happened is None


def short_action(name: str, raw: Any) -> Any:
    """Return the action that a cited date means, in its short or its long form."""
    cited = expand_cited(raw, "value")
    if not isinstance(cited, LocatedDict):
        return cited
    fields = {"date" if key == "value" else key: value for key, value in cited.items()}
    if fields.get("date") == "unknown":
        fields["happened"] = fields["date"]
    return LocatedDict(raw.where, {**fields, "action": LocatedStr(name, raw.key_where)})
