"""What readers call the fields of a book, and how each is compared, in the order in which they are told."""

from briefbook.diff.field_kinds import Fields, Several, Sources, Text, Value
from briefbook.diff.names import (
    Formatter,
    format_action,
    format_date,
    format_part,
    format_readout,
    format_term,
    format_words,
    format_yes_or_no,
)
from briefbook.diff.records import Record, Records

_SOURCES = Sources()


def _cited(label: str, formatter: Formatter = format_words) -> Record:
    return Record(label, {"value": Value("", formatter), "sources": _SOURCES})


def _cited_parts(label: str) -> Records:
    fields: Fields = {"value": Value("", format_part), "sources": _SOURCES}
    return Records(label, fields, ("value",), f"{label} {{}}")


def _dated_texts(label: str) -> Records:
    fields: Fields = {"from": Value("from", format_date, "from {}"), "text": Text("")}
    return Records(label, fields, ("from",), f"{label} {{}}")


def _events(label: str) -> Records:
    fields: Fields = {
        "date": Value("date", format_date),
        "place": Value("place", format_part),
        "text": Text(""),
        "sources": _SOURCES,
    }
    return Records(label, fields, ("text",), f"{label} “{{}}”")


def _texts(label: str) -> Records:
    return Records(label, {"text": Text("")}, ("text",), f"{label} “{{}}”")


_STEP: Fields = {
    "date": Value("", format_date, unknown="unknown"),
    "place": Value("place", format_part),
    "by": Several("by", format_part, "by {}"),
    "text": Text("text"),
    "sources": _SOURCES,
}
_PARTICIPANTS = Records(
    "Participant",
    {"who": Value("", format_part), "as": Value("role", phrase="as {}"), "sources": _SOURCES},
    ("who",),
    "Participant {}",
)
_OUTCOMES = Records(
    "Outcome",
    {
        "grade": Value("", format_term),
        "date": Value("date", format_date),
        "readout": Value("whose readout", format_readout),
        "owner": Several("to act", format_part, "to act: {}"),
        "text": Text(""),
        "followed": _events("what followed"),
        "sources": _SOURCES,
    },
    ("text",),
    "Outcome “{}”",
)
_EXPECTATIONS = Records(
    "Expected",
    {
        "stated": Value("said", format_date, "said {}"),
        "due": Value("due", format_date, "due {}"),
        "met": Value("met", format_date, "met {}"),
        "text": Text(""),
        "sources": _SOURCES,
    },
    ("text",),
    "Expected “{}”",
)
_DIFFERENCES = Records(
    "Sources differ",
    {
        "about": Value("about"),
        "from": Value("from", format_date, "from {}"),
        "accounts": Records(
            "account",
            {"name": Value("name"), "says": Text(""), "sources": _SOURCES},
            ("name",),
            "account “{}”",
        ),
        "fact": Value("fact in question", format_term, phrase=""),
        "follows": Value("account that the book follows", phrase="the book follows “{}”"),
        "because": Text("why"),
    },
    ("about",),
    "Sources differ on “{}”",
)

BRIEF: Fields = {
    "title": Value("Title"),
    "short": Value("Short title"),
    "clearance": Value("Clearance", format_term),
    "bottom_line": _dated_texts("Bottom line"),
    "question": Value("Question"),
    "type": _cited("Type", format_term),
    "binding": Value("Binding", format_yes_or_no),
    "official_title": _cited("Official title"),
    "parties": _cited_parts("Party"),
    "actions": Records("Action", {"action": Value("action", format_action), **_STEP}, ("action",), "{}"),
    "duration": Record("Duration", {"value": Text(""), "sources": _SOURCES}),
    "format": _cited("Format", format_term),
    "date": _cited("Date", format_date),
    "place": _cited("Place", format_part),
    "meetings": Records(
        "Meeting",
        {
            "date": Value("date", format_date),
            "place": Value("place", format_part),
            "text": Text(""),
            "with": _PARTICIPANTS,
            "sources": _SOURCES,
        },
        ("date",),
        "Meeting of {}",
    ),
    "with": _PARTICIPANTS,
    "outcomes": _OUTCOMES,
    "partners": _cited_parts("Partner"),
    "stages": Records("Stage", {"stage": Value("stage", format_action), **_STEP}, ("stage",), "Stage “{}”"),
    "aliases": Several("Also known as"),
    "events": _events("Event"),
    "sources_differ": _DIFFERENCES,
    "since": _events("Since then"),
    "expected": _EXPECTATIONS,
    "about": Value("About", format_part),
    "related": Several("Related brief", format_part),
    "owner": Value("Owner"),
    "cleared_by": Value("Cleared by"),
    "cleared_on": Value("Cleared on", format_date),
    "review_by": Value("To be reviewed by", format_date),
    "embargo_until": Value("Under embargo until", format_date),
    "written": Value("Written as of", format_date),
}

ENTITY: Fields = {
    "name": Value("Name"),
    "short": Value("Short name"),
    "native": Record("Native name", {"text": Value("")}),
    "romanised": Value("Romanised"),
    "variants": Several("Also spelt"),
    "not": Several("Wrong form"),
    "description": _dated_texts("Description"),
    "country": Value("Country"),
    "part_of": Value("Part of", format_part),
    "posts": Records(
        "Post",
        {
            "post": Value("post"),
            "organisation": Value("organisation", format_part),
            "from": Value("from", format_date, "from {}"),
            "until": Value("until", format_date, "until {}"),
            "held_on": Value("in office on", format_date, "in office on {}"),
            "sources": _SOURCES,
        },
        ("post", "organisation"),
        "Post “{}”",
    ),
    "exercise": Record(
        "Exercise",
        {
            "service": Value("service", format_term),
            "with": Several("partner", format_part),
            "began": _cited("began", format_date),
            "runs": Records(
                "run",
                {
                    "date": Value("date", format_date),
                    "edition": Value("edition"),
                    "place": Value("place", format_part),
                    "text": Text(""),
                    "sources": _SOURCES,
                },
                ("date",),
                "run of {}",
            ),
        },
    ),
    "sources": _SOURCES,
}

SOURCE: Fields = {
    "title": Value("Title"),
    "author": Several("Author"),
    "container-title": Value("Appeared in"),
    "publisher": Value("Publisher"),
    "issued": Value("Date", format_date),
    "accessed": Value("Read", format_date),
    "URL": Value("Address"),
    "language": Value("Language"),
    "official": Value("Official", format_yes_or_no),
    "reliability": Value("Reliability", format_term),
    "note": Text("Note"),
}

TERM: Fields = {
    "meaning": Text("Meaning"),
    "also": Several("Also"),
    "from": Value("In use from", format_date),
    "sources": _SOURCES,
}

PACK: Fields = {
    "title": Value("Title"),
    "marking": Value("Marking"),
    "date": Value("Date", format_date),
    "place": Value("Place", format_part),
    "reader": Value("Reader"),
    "notice": Text("Notice"),
    "purpose": Text("Purpose"),
    "briefs": Several("Brief", format_part),
    "agenda": Records(
        "Agenda",
        {"time": Value("time"), "text": Text(""), "briefs": Several("brief", format_part)},
        ("text",),
        "Agenda “{}”",
    ),
    "objectives": _texts("Objective"),
    "lines_to_take": _texts("Line to take"),
    "if_raised": Records(
        "If raised", {"point": Value("point"), "answer": Text("")}, ("point",), "If raised “{}”"
    ),
    "avoid": _texts("To avoid"),
    "next_steps": _texts("Next step"),
    "page_limit": Value("Page limit"),
}

BOOK: Fields = {
    "title": Value("Title"),
    "as_of": Value("Information to", format_date),
    "marking": Value("Marking"),
    "key_points": Records(
        "Key point",
        {"date": Value("date", format_date, phrase=""), "text": Text("")},
        ("text",),
        "Key point “{}”",
    ),
    "sections": Records(
        "Section",
        {"folder": Value("folder"), "title": Value("title"), "intro": Text("introduction")},
        ("folder",),
        "Section “{}”",
    ),
    "desk": Record(
        "Desk",
        {"name": Value("name"), "perspective": Value("perspective"), "contact": Value("contact")},
    ),
    "owner": Value("Owner"),
    "embargo_until": Value("Under embargo until", format_date),
    "written": Value("Written as of", format_date),
}
