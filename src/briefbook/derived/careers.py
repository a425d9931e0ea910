"""What the persons of a book do and did: offices, posts before them, and meetings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from briefbook.derived.offices import HeldOffice, Tenure, counterparts_of
from briefbook.model.book import Book, Brief, Entity
from briefbook.model.briefs.parts import Participant
from briefbook.model.dates import PartialDate
from briefbook.model.entities import Post

_LATEST = 10
"""How many meetings are shown of a person before the others."""


@dataclass(frozen=True)
class Seat:
    """An office that a person holds, by which post, and its counterpart, if it has one."""

    office: HeldOffice
    post: Post
    counterpart: HeldOffice | None


@dataclass(frozen=True)
class Attendance:
    """On what date a person took part in a meeting, by which briefs, and as what by the first of them.

    A brief of that one meeting comes before one of its series.
    """

    date: PartialDate
    meetings: Sequence[Brief]
    participant: Participant


@dataclass(frozen=True)
class Career:
    """What a person does and did: seats by the order of the offices, all else the latest first."""

    seats: Sequence[Seat]
    earlier: Sequence[Post]
    meetings: Sequence[Attendance]
    """The last ten."""
    older_meetings: Sequence[Attendance]


def careers_of(book: Book, offices: Sequence[HeldOffice]) -> Mapping[str, Career]:
    """Return the careers of a book's persons, by their ids, given its offices."""
    seats, meetings = _seats(offices), _meetings(book)
    return {
        person.id: _career(person, seats[person.id], meetings[person.id])
        for person in book.entities.values()
        if person.type == "people"
    }


def _career(person: Entity, seats: Sequence[Seat], meetings: Iterable[Attendance]) -> Career:
    in_order = sorted(meetings, key=attrgetter("date"), reverse=True)
    return Career(seats, _earlier(person, seats), in_order[:_LATEST], in_order[_LATEST:])


def _seats(offices: Sequence[HeldOffice]) -> Mapping[str, list[Seat]]:
    counterparts = counterparts_of(offices)
    found: defaultdict[str, list[Seat]] = defaultdict(list)
    for office in offices:
        for each in office.holders:
            found[each.person.id].append(Seat(office, each.post, counterparts.get(office.id)))
    return found


def _earlier(person: Entity, seats: Iterable[Seat]) -> list[Post]:
    present = [seat.post for seat in seats]
    tenures = [Tenure(person, post) for post in person.facts.held_posts if post not in present]
    return [each.post for each in sorted(tenures, key=attrgetter("first_day"), reverse=True)]


def _meetings(book: Book) -> Mapping[str, list[Attendance]]:
    attended: defaultdict[tuple[str, PartialDate], list[tuple[Brief, Participant]]] = defaultdict(list)
    for brief in sorted(
        book.briefs.values(), key=lambda each: len({day for _, day in each.facts.attendance()})
    ):
        for participant, day in brief.facts.attendance():
            attended[participant.who.id, day].append((brief, participant))
    found: defaultdict[str, list[Attendance]] = defaultdict(list)
    for (person_id, day), parts in attended.items():
        found[person_id].append(Attendance(day, [brief for brief, _ in parts], parts[0][1]))
    return found
