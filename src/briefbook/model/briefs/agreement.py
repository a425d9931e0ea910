"""Agreements: instruments between states, and the steps of their lives."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import Field

from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.briefs.parts import Consent
from briefbook.model.briefs.status import Milestone, Status
from briefbook.model.briefs.steps import Step, StepState
from briefbook.model.briefs.treaty_actions import Action, short_action
from briefbook.model.dated_facts import DatedFact, by_date, latest
from briefbook.model.fields import Cited, Id, Text, Words
from briefbook.model.labels import Label
from briefbook.model.located import LocatedDict, LocatedList
from briefbook.model.markup import with_capital
from briefbook.model.records import ReadingContext
from briefbook.model.vocabulary import BINDING_INSTRUMENTS, Direction, Instrument, TreatyAction, words

_ENDINGS = ("termination", "denunciation")
"""The actions that end an instrument."""
_FORCES = ("entry-into-force", "provisional-application")
"""The actions that put an instrument in force, or let it be applied before."""
_DOUBTS = {"signed": ("signature",), "in force": _FORCES, "ended": _ENDINGS}
"""What a status says is not known, by the actions of which nobody knows whether they were taken."""
_CONSENTS = ("ratification", "acceptance", "approval")
"""The actions by which a party binds itself (Vienna Convention on the Law of Treaties, article 14)."""
_AMENDMENTS = {"amendment": "Amended", "renewal": "Renewed"}
"""The actions after which it goes on, each with what it then is."""
_IN_FORCE = Milestone("instrument", "instruments", "is in force", "are in force")
_SIGNED = Milestone("political text", "political texts", "is signed", "are signed")


class Agreement(BriefFacts):
    """An instrument between states, binding or political."""

    kind: ClassVar[str] = "agreement"
    folder: ClassVar[str] = "agreements"
    section_title: ClassVar[str] = "Agreements"
    short_forms: ClassVar[Mapping[str, str]] = {"signed": "actions", "in_force": "actions"}
    groups: ClassVar[tuple[str, ...]] = ("binding", "political", "unknown")
    dating_fields: ClassVar[tuple[str, ...]] = ("actions", *BriefFacts.dating_fields)
    happens_once: ClassVar[tuple[str, ...]] = ("signature", "entry-into-force", "termination")
    never_after: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "termination": tuple(
            each for each in get_args(TreatyAction) if each not in ("negotiation", "renewal", "termination")
        ),
    }
    """What has lapsed may be negotiated anew, and renewed."""
    seldom_before: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "signature": get_args(TreatyAction)[2:-1],
        "negotiation": get_args(TreatyAction)[1:-1],
        "entry-into-force": ("renewal", "denunciation"),
        "provisional-application": ("entry-into-force",),
    }
    """Agreements have effect from before their signature (article 28), or are negotiated again."""

    type: Annotated[Cited[Instrument], Label("Instrument")]
    binding: Annotated[bool | None, Label("Binding")] = None
    parties: Annotated[tuple[Cited[Id], ...], Label("Parties", each="Party")] = ()
    official_title: Annotated[Cited[Words] | None, Label("Official title")] = None
    actions: Annotated[tuple[Action, ...], Field(min_length=1), Label("Treaty actions", each="Action")]
    duration: Annotated[Cited[Text] | None, Label("Duration")] = None

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
                actions.append(short_action(name, raw[key]))
        written = raw.get("actions", [])
        if not actions and "actions" not in raw:
            return raw
        tree = raw.having({k: v for k, v in raw.items() if k not in cls.short_forms})
        tree["actions"] = (
            LocatedList(raw.where, [*actions, *written]) if isinstance(written, list) else written
        )
        return tree

    @property
    def in_order(self) -> list[Action]:
        """The actions that were taken, by date."""
        return by_date(action for action in self.actions if action.is_taken)

    @property
    def in_doubt(self) -> list[Action]:
        """The actions of which nobody knows whether they were taken, less those whose name was taken."""
        return [each for each in self.actions if not each.is_taken and not self.last(each.action)]

    def last(self, *names: str) -> Action | None:
        """Return the latest action of some names that was taken; None if there is none."""
        return latest(action for action in self.in_order if action.action in names)

    def doubt(self, *names: str) -> Action | None:
        """Return an action of some names of which nobody knows whether it was taken; None if none."""
        return next((action for action in self.in_doubt if action.action in names), None)

    @property
    def force(self) -> Action | None:
        """What put it in force: its entry into force, or else its provisional application."""
        return next(filter(None, map(self.last, _FORCES)), None)

    @property
    def group(self) -> str:
        """Whether the instrument binds, in a word."""
        return self.nature

    @property
    def status(self) -> Status:
        """The status of the instrument.

        Only a binding instrument can be in force (Vienna Convention on the Law of Treaties, article 24);
        a political one is signed, amended or ended. If the type is not known, the book's word that it is in
        force counts.
        """
        known = self._status_by_what_was_taken
        doubted = {words: doubt for words, names in _DOUBTS.items() if (doubt := self._open_doubt(*names))}
        if not doubted or known.term == "ended":
            return known
        whether = f"not known whether {' or '.join(doubted)}"
        sources = tuple(cite for doubt in doubted.values() for cite in doubt.sources)
        if "signed" in doubted and known.term == "not-signed":
            return Status("not-known", with_capital(whether), None, sources)
        term = "force-not-known" if "in force" in doubted else known.term
        return replace(
            known, term=term, words=f"{known.words}; {whether}", sources=(*known.sources, *sources)
        )

    @property
    def _status_by_what_was_taken(self) -> Status:
        if ending := self.last(*_ENDINGS):
            return _status_of("ended", "Ended", ending)
        if self.nature != "political" and self.force:
            return _status_of_force(self.force, self.last("signature"))
        is_outside = self.binds and not self.doubt(*_FORCES)
        suffix, addition = ("-not-in-force", ", not in force") if is_outside else ("", "")
        if amendment := self.last(*_AMENDMENTS):
            amended = _AMENDMENTS[amendment.action]
            return _status_of(f"{amended.lower()}{suffix}", amended, amendment, addition)
        if signature := self.last("signature"):
            return _status_of(f"signed{suffix}", "Signed", signature, addition)
        return _status_before_signature(latest(self.in_order))

    def _open_doubt(self, *names: str) -> Action | None:
        """Return the step in doubt on which the status depends; None if it depends on none."""
        return None if names == _FORCES and (self.force or self.nature == "political") else self.doubt(*names)

    @property
    def milestone(self) -> Milestone:
        """That it is in force, or, of a political text, that it is signed."""
        return _SIGNED if self.nature == "political" else _IN_FORCE

    @property
    def has_reached_milestone(self) -> bool:
        """Whether it is in force, provisionally too, or as a political text was signed."""
        if self.nature == "political":
            return self.signature_step.state not in ("not-reached", "unknown")
        return self.force is not None and self.last(*_ENDINGS) is None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The five steps of the life of an instrument, in their order.

        They agree with the status: a political text has no entry into force; of several actions of one name
        the last counts.
        """
        return (
            Step.of("Negotiated", self.last("negotiation"), "unrecorded"),
            self.signature_step,
            self.force_step,
            self._amendment_step,
            Step.of("Ended", self.last(*_ENDINGS), "unknown" if self.doubt(*_ENDINGS) else "not-reached"),
        )

    @property
    def signature_step(self) -> Step:
        """Its signature: unrecorded, not unreached, if a later step shows that it was signed."""
        came_further = any(action.action != "negotiation" for action in self.in_order)
        otherwise: StepState = "unrecorded" if came_further else "not-reached"
        return Step.of("Signed", self.last("signature"), "unknown" if self.doubt("signature") else otherwise)

    @property
    def force_step(self) -> Step:
        """Its entry into force, or its provisional application."""
        if self.nature == "political":
            return Step("In force", "not-applicable")
        if self.force and self.force.action == "provisional-application":
            return replace(Step.of("Applied provisionally", self.force), is_provisional=True)
        return Step.of("In force", self.force, "unknown" if self.doubt(*_FORCES) else "not-reached")

    @property
    def _amendment_step(self) -> Step:
        last = self.last(*_AMENDMENTS)
        otherwise: StepState = "unknown" if self.doubt(*_AMENDMENTS) else "not-reached"
        return Step.of(_AMENDMENTS[last.action] if last else "Amended", last, otherwise)

    def dated_facts(self) -> Iterator[DatedFact]:
        """Yield each action, and the events."""
        for each in self.actions:
            label = words(each.action).capitalize()
            direction: Direction = "back" if each.action in _ENDINGS else "forward"
            yield DatedFact(
                each.action, each.date, each.where, each.sources, label, each.text, each.place, direction
            )
        yield from super().dated_facts()

    def consents(self) -> Iterator[Consent]:
        """Yield who bound itself to it, and has not denounced it since."""
        parties = frozenset(each.value.id for each in self.parties)
        gone = {who for action in self.in_order if action.action == "denunciation" for who in action.by}
        for action in self.in_order:
            if parties and action.action in _CONSENTS:
                yield from (Consent(action.action, who, parties) for who in action.by if who not in gone)


def _status_of(term: str, what: str, action: Action, addition: str = "") -> Status:
    """Return the status that an action gives, with its date: "Signed 9 September 2020, not in force"."""
    dated = f"{what} {action.date}" if action.date else f"{what}, date not known"
    return Status(term, dated + addition, action.date, action.sources, action.date)


def _status_of_force(force: Action, signature: Action | None) -> Status:
    is_provisional = force.action == "provisional-application"
    term, name = (
        ("applied-provisionally", "Applied provisionally") if is_provisional else ("in-force", "In force")
    )
    if force.date:
        return _status_of(term, f"{name} since", force)
    signed_on = signature.date if signature else None
    signed = f"; signed {signed_on}" if signed_on else ""
    return Status(term, f"{name}, date not found{signed}", None, force.sources, signed_on)


def _status_before_signature(step: Action | None) -> Status:
    if step is None:
        return Status("not-signed", "Not yet signed")
    if step.action == "negotiation":
        return Status("under-negotiation", "Under negotiation", step.date, step.sources, step.date)
    return _status_of(step.action, words(step.action).capitalize(), step, "; signature not found")
