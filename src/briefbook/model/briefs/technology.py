"""Technology projects, and the stages that they reach."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any, ClassVar, get_args

from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.briefs.status import Milestone, Status
from briefbook.model.briefs.steps import Step, StepState
from briefbook.model.dated_facts import DatedFact, by_date, latest
from briefbook.model.fields import Cited, Id, KnownDate, Sources, TermForm, Text, expand_term
from briefbook.model.labels import Label
from briefbook.model.records import ReadingContext, Record
from briefbook.model.vocabulary import Stage, words

_STAGES: tuple[Stage, ...] = get_args(Stage)


class StageReached(Record):
    """A stage of a technology project, and when it was reached."""

    identity = ("stage",)
    dated_by = ("date",)
    holds_undated = True

    stage: Annotated[Stage, Label("stage")]
    date: Annotated[KnownDate, Label("")]
    text: Annotated[Text | None, Label("text")] = None
    sources: Sources = ()

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return `{talks: date, …}` with its stage and its date apart."""
        form = TermForm("stage", _STAGES, "date", "a stage")
        return expand_term(raw, form, cls.model_fields, context.problems)


_CONTRACT = Milestone(
    "project", "projects", "has come as far as a contract", "have come as far as a contract"
)


class Technology(BriefFacts):
    """A technology project, from first talk to service."""

    kind: ClassVar[str] = "technology"
    folder: ClassVar[str] = "technology"
    section_title: ClassVar[str] = "Technology collaboration"
    groups: ClassVar[tuple[str, ...]] = _STAGES[::-1]
    ungrouped: ClassVar[str] = "No stage established"
    dating_fields: ClassVar[tuple[str, ...]] = ("stages", *BriefFacts.dating_fields)

    partners: Annotated[tuple[Cited[Id], ...], Label("Partners", each="Partner")] = ()
    stages: Annotated[tuple[StageReached, ...], Label("Stages", each="Stage")]

    @property
    def in_order(self) -> list[StageReached]:
        """The stages reached, by date."""
        return by_date(self.stages)

    @property
    def current_stage(self) -> StageReached | None:
        """The stage that the project has reached: the latest; of one date, the furthest. None if none."""
        return latest(sorted(self.in_order, key=lambda each: _STAGES.index(each.stage))[::-1])

    @property
    def status(self) -> Status:
        """The stage that the project has reached."""
        reached = self.current_stage
        if reached is None:
            return Status("no-stage-established", "No stage established")
        return Status(reached.stage, words(reached.stage).capitalize(), reached.date, reached.sources)

    @property
    def milestone(self) -> Milestone:
        """A contract, the first stage that binds."""
        return _CONTRACT

    @property
    def has_reached_milestone(self) -> bool:
        """Whether it has reached a contract, or a stage beyond."""
        reached = self.current_stage
        return reached is not None and _STAGES.index(reached.stage) >= _STAGES.index("contract")

    @property
    def steps(self) -> tuple[Step, ...]:
        """All stages on the way to service; empty if the project has reached none.

        It may have passed a stage that comes before one which it reached: the book does not say.
        """
        if not self.stages:
            return ()
        furthest = max(_STAGES.index(each.stage) for each in self.stages)
        return tuple(
            self._step(stage, "unrecorded" if place < furthest else "not-reached")
            for place, stage in enumerate(_STAGES)
        )

    def _step(self, stage: Stage, otherwise: StepState) -> Step:
        reached = latest(each for each in self.stages if each.stage == stage)
        step = Step.of(words(stage).capitalize(), reached, otherwise)
        return replace(step, is_current=stage == self.group, if_not_reached="not reached")

    @property
    def group(self) -> str | None:
        """The stage that the project has reached."""
        reached = self.current_stage
        return reached.stage if reached else None

    def dated_facts(self) -> Iterator[DatedFact]:
        """Yield each stage, and the events."""
        for each in self.stages:
            label = words(each.stage).capitalize()
            yield DatedFact(
                each.stage, each.date, each.where, each.sources, label, each.text, direction="forward"
            )
        yield from super().dated_facts()
