"""Drafts of synthetic briefs: the front matter of each kind, drawn from a seeded source.

How many parties, outcomes, events and sources a brief has, and how often its dates are partial,
follows the example book.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from bench.books.phrases import Author

STATES = ("arden", "belmora", "corvia", "dunmark")
_OFFICES = ("ministry-of-defence", "foreign-ministry", "joint-staff", "coast-guard")
ORGANISATIONS = (*STATES, *(f"{state}-{office}" for state in STATES[:2] for office in _OFFICES))
_SURNAMES = ("lindqvist", "mercer", "okafor", "tanabe")
PEOPLE = tuple(f"{first}-{last}" for first in ("anna", "boris", "chandra", "daichi") for last in _SURNAMES)
PLACES = ("port-alder", "brightwater", "castlemoor", "east-haven", "fairholm", "greywick", "highmarsh")
PROGRAMMES = ("sea-lantern", "harbour-shield", "north-star", "quiet-river", "silver-heron", "twin-keel")
EXERCISES = {"harbour-shield": "navy", "twin-keel": "coast-guard"}
"""Programmes that are exercises, each with the service whose exercise it is."""
BINDING = ("treaty", "agreement", "exchange-of-notes")
_POLITICAL = ("memorandum-of-understanding", "memorandum-of-cooperation", "joint-declaration")
_FORMATS = ("summit", "ministerial", "two-plus-two", "staff-talks", "sidelines", "call")
GRADES = ("signed", "agreed", "agreed-in-principle", "reaffirmed", "announced", "under-study")
STAGES = ("exploratory", "talks", "memorandum", "contract", "development", "delivery", "in-service")

Facts = dict[str, Any]


@dataclass(frozen=True)
class Brief:
    """A brief: its front matter and its prose, in briefbook's notation."""

    section: str
    id: str
    facts: Mapping[str, Any]
    prose: str


def draft(random: Random, section: str, brief_id: str, ids: Sequence[str], keys: Sequence[str]) -> Brief:
    """Return a brief that links some of ``ids`` and of the entities, and cites some of ``keys``."""
    briefs = random.sample(ids, min(4, len(ids)))
    targets = [each for each in briefs if each != brief_id]
    author = Author(
        random, [*targets, *PEOPLE, *ORGANISATIONS, *PLACES, *PROGRAMMES], random.sample(keys, 10)
    )
    facts = _Drafter(random, author).facts(section, brief_id, targets[:2])
    return Brief(section, brief_id, {key: value for key, value in facts.items() if value}, author.prose())


def draw_date(random: Random, first: int = 2012, last: int = 2025) -> str:
    """Return a date by EDTF: mostly a day, at times a month, a year, or about a year."""
    year, month, day = random.randint(first, last), random.randint(1, 12), random.randint(1, 28)
    form = random.choices(("{0}-{1:02}-{2:02}", "{0}-{1:02}", "{0}", "{0}~"), (80, 12, 7, 1))[0]
    return form.format(year, month, day)


class _Drafter:
    def __init__(self, random: Random, author: Author) -> None:
        self._random = random
        self._author = author

    def facts(self, section: str, brief_id: str, related: list[str]) -> Facts:
        """Return the front matter of a brief; a field without a value is to be left out."""
        own = {
            "agreements": self._agreement,
            "meetings": self._meeting,
            "technology": self._technology,
            "context": self._context,
        }
        name = brief_id.replace("-", " ").capitalize()
        return {
            "title": f"{name}: the record of a synthetic file",
            "short": name,
            "aliases": [f"file {brief_id}", f"the {name} file"] if self._in(0.5) else [],
            "bottom_line": self._bottom_lines() if self._in(0.5) else self._bottom_line(),
            **own[section](),
            "events": [self._dated(place=self._random.choice(PLACES)) for _ in range(3)],
            "expected": [self._expectation()] if self._in(0.33) else [],
            "sources_differ": [self._difference()] if self._in(0.33) else [],
            "since": [self._dated() for _ in range(2)] if self._in(0.5) else [],
            "related": related,
            "owner": "Benchmark desk",
            "clearance": "cleared",
            "cleared_by": "Benchmark desk",
            "cleared_on": "2026-07-02",
            "review_by": "2026-12-31",
        }

    def _agreement(self) -> Facts:
        year, binding = self._random.randint(2012, 2022), self._in(0.6)
        in_force = {"in_force": self._cited(draw_date(self._random, year + 1, year + 2))}
        return {
            "type": self._cited(self._random.choice(BINDING if binding else _POLITICAL)),
            "parties": [self._cited(state) for state in self._random.sample(STATES, 2)],
            "official_title": self._cited(f"Agreement of {year} concerning cooperation in a synthetic field"),
            "actions": [
                {
                    "action": "negotiation",
                    **self._dated(year - 2, year - 1, place=self._random.choice(PLACES)),
                    "by": self._random.sample(PEOPLE, 2),
                }
            ],
            "signed": self._cited(draw_date(self._random, year, year)),
            **(in_force if binding and self._in(0.8) else {}),
            "duration": self._cited("Ten years, and then until one side ends it"),
        }

    def _meeting(self) -> Facts:
        place = self._random.choice(PLACES)
        single = {
            "date": self._cited(draw_date(self._random)),
            "place": self._cited(place),
            "with": self._participants(),
        }
        series = {"meetings": [{**self._dated(place=place), "with": self._participants()} for _ in range(3)]}
        held = single if self._in(0.75) else series
        return {
            "format": self._cited(self._random.choice(_FORMATS)),
            **held,
            "outcomes": [self._outcome(held) for _ in range(self._random.randint(3, 8))],
        }

    def _participants(self) -> list[Any]:
        """Return who took part: one by the post held on that day, and one by the part itself."""
        one, other = self._random.sample(PEOPLE, 2)
        head = {"who": other, "as": "Head of delegation", "sources": self._author.sources()}
        return [self._cited(one), head]

    def _outcome(self, held: Facts) -> Facts:
        day = {"date": self._random.choice(held["meetings"])["date"]} if "meetings" in held else {}
        owner = {"owner": self._random.choice(STATES)} if self._in(0.6) else {}
        followed = {"followed": [self._dated()]} if self._in(0.25) else {}
        return {
            self._random.choice(GRADES): self._author.sentence(),
            **day,
            "readout": self._random.choice(("both", "press", *STATES)),
            **owner,
            **followed,
            "sources": self._author.sources(),
        }

    def _technology(self) -> Facts:
        years = sorted(self._random.sample(range(2012, 2026), self._random.randint(1, 4)))
        return {
            "partners": [self._cited(each) for each in self._random.sample(ORGANISATIONS, 2)],
            "stages": [
                {
                    stage: draw_date(self._random, year, year),
                    "text": self._author.sentence(),
                    "sources": self._author.sources(),
                }
                for stage, year in zip(STAGES, years, strict=False)
            ],
        }

    def _context(self) -> Facts:
        programme = self._random.choice(PROGRAMMES).replace("-", " ")
        return {"question": f"What has become of the {programme} programme?"}

    def _bottom_line(self) -> str:
        return f"{self._author.sentence()} {self._author.sentence()}"

    def _bottom_lines(self) -> list[Facts]:
        """Return a dated bottom line: what held at first, and what holds now."""
        return [
            {"from": draw_date(self._random, *years), "text": self._bottom_line()}
            for years in ((2012, 2018), (2019, 2025))
        ]

    def _expectation(self) -> Facts:
        due = {"due": "2027-03"} if self._in(0.5) else {}
        came = due or ({"met": draw_date(self._random, 2025, 2025)} if self._in(0.5) else {})
        stated = draw_date(self._random, 2012, 2024)
        return {"text": self._author.sentence(), "stated": stated, **came, "sources": self._author.sources()}

    def _difference(self) -> Facts:
        return {
            "about": "What was settled, and by whom",
            "accounts": {
                name: {"says": self._author.sentence(), "sources": self._author.sources()}
                for name in ("readout", "agency", "press")
            },
            "follows": "readout",
            "because": "The readout is the only account by someone who was there.",
        }

    def _dated(self, first: int = 2012, last: int = 2025, **more: Any) -> Facts:
        day = draw_date(self._random, first, last)
        return {"date": day, **more, "text": self._author.sentence(), "sources": self._author.sources()}

    def _cited(self, value: str) -> str:
        return f"{value} {self._author.cite()}"

    def _in(self, share: float) -> bool:
        """Tell, by chance, whether this brief is one of a share of all."""
        return self._random.random() < share
