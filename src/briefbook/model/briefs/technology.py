"""Technology projects, and the stages that they reach."""

from typing import Any, ClassVar, get_args

from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.fields import Cited, Id, KnownDate, Sources, TermForm, Text, expand_term
from briefbook.model.records import ReadingContext, Record
from briefbook.model.vocabulary import Stage


class StageReached(Record):
    """A stage of a technology project, and when it was reached."""

    dated_by = ("date",)
    holds_undated = True

    stage: Stage
    date: KnownDate
    text: Text | None = None
    sources: Sources = ()

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return `{talks: date, …}` with its stage and its date apart."""
        form = TermForm("stage", get_args(Stage), "date", "a stage")
        return expand_term(raw, form, cls.model_fields, context.problems)


class Technology(BriefFacts):
    """A technology project, from first talk to service."""

    kind: ClassVar[str] = "technology"
    folder: ClassVar[str] = "technology"
    section_title: ClassVar[str] = "Technology collaboration"

    partners: tuple[Cited[Id], ...] = ()
    stages: tuple[StageReached, ...]
