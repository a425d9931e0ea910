"""The words that a book may use, in the field's own terms."""

from typing import Literal

BINDING_INSTRUMENTS = ("treaty", "agreement", "exchange-of-notes")
"""Instruments that bind under the Vienna Convention on the Law of Treaties (1969), article 2."""

Instrument = Literal[
    "treaty",
    "agreement",
    "exchange-of-notes",
    "memorandum-of-understanding",
    "memorandum-of-cooperation",
    "memorandum-of-implementation",
    "joint-declaration",
    "arrangement",
    "unknown",
]

TreatyAction = Literal[
    "negotiation",
    "signature",
    "ratification",
    "acceptance",
    "approval",
    "entry-into-force",
    "provisional-application",
    "amendment",
    "renewal",
    "denunciation",
    "termination",
]
"""The actions of the United Nations Treaty Collection, and negotiation, which precedes them."""

MeetingFormat = Literal[
    "summit", "ministerial", "two-plus-two", "staff-talks", "sidelines", "call", "unknown"
]

Grade = Literal[
    "signed",
    "agreed",
    "agreed-in-principle",
    "reaffirmed",
    "announced",
    "under-study",
    "raised-by-one-side",
]
"""How firm an outcome is, firmest first."""

Stage = Literal["exploratory", "talks", "memorandum", "contract", "development", "delivery", "in-service"]
"""How far a technology project has come, earliest first."""

Service = Literal["navy", "army", "air-force", "coast-guard", "all-services"]
"""Whose exercise it is."""

Direction = Literal["forward", "back", "unchanged"]
"""Where something dated takes a matter: a step further, a step back, or nowhere."""

Clearance = Literal["draft", "cleared", "withdrawn"]

Reliability = Literal["primary", "high", "medium", "low"]

EntityType = Literal["people", "organisations", "places", "programmes", "offices"]

_SHOWN = {"two-plus-two": "2+2", "unknown": "not known"}


def words(term: str) -> str:
    """Return a term of a vocabulary as a reader sees it: `under-study` as "under study"."""
    return _SHOWN.get(term) or term.replace("-", " ")
