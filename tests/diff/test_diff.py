"""Two states of a book compared, in a reader's words."""

import random
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, get_args

import pytest
import yaml

from briefbook.diff import compare
from briefbook.diff.changes import Changes
from briefbook.diff.field_kinds import Fields
from briefbook.diff.model_fields import BOOK, ENTITY, PACK, SOURCE, TERM, fields_of_brief
from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.briefs.parts import Event
from briefbook.model.entities import ENTITY_TYPES, NativeName, Post
from briefbook.model.packs import PackFacts
from briefbook.model.records import Record
from briefbook.model.settings import Settings
from briefbook.model.sources import SourceFacts, TermFacts
from tests.conftest import GOLDEN
from tests.diff.states import BASE, calls_of, lines, merged, real, shuffled

FOLDER = GOLDEN / "diff"
CASES = [
    case
    for name in ("fields", "texts", "parts")
    for case in yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden_changes(case: dict[str, Any]) -> None:
    changes = compare(merged(BASE, case.get("before", {})), merged(BASE, case.get("after", {})))
    assert list(lines(changes)) == case["changes"]
    assert changes.is_empty == (not case["changes"])


@pytest.mark.parametrize("day", ["2015-12-31", "2025-05-06", "2026-07-02"])
def test_a_book_does_not_differ_from_itself_however_it_is_written(day: str) -> None:
    assert compare(real(day), deepcopy(real(day))).is_empty
    assert compare(real(day), shuffled(real(day), random.Random(day))) == Changes()


def test_two_states_of_the_real_book() -> None:
    changes = compare(real("2025-05-06"), real("2026-07-02"))
    order = list(real("2026-07-02")["briefs"])
    changed = [part.id for part in changes.briefs]
    assert changed == sorted(changed, key=order.index)
    assert "Security declaration: Amendment: added: 29 August 2025; Tokyo; by Modi, Ishiba" in "\n".join(
        lines(changes)
    )
    assert "The book: Information to: 6 May 2025 → 2 July 2026" in lines(changes)


def test_of_a_thousand_briefs_only_those_that_changed_are_read() -> None:
    before = {"briefs": {f"brief-{n}": deepcopy(BASE["briefs"]["pact"]) for n in range(1000)}}
    after = deepcopy(before)
    changed = [f"brief-{number}" for number in range(0, 1000, 50)]
    for name in changed:
        after["briefs"][name]["prose"] += "<p>New.</p>"
    alone = [{"briefs": {name: state["briefs"][name] for name in changed}} for state in (before, after)]
    assert [part.id for part in compare(before, after).briefs] == changed
    assert calls_of(lambda: compare(before, after)) < 4 * calls_of(lambda: compare(*alone))


MODELS: list[tuple[str, type[Record], Fields]] = [
    *((kind.__name__, kind, fields_of_brief(kind.kind)) for kind in KINDS.values()),
    *((entity.__name__, entity, ENTITY) for entity in ENTITY_TYPES.values()),
    ("SourceFacts", SourceFacts, SOURCE),
    ("TermFacts", TermFacts, TERM),
    ("PackFacts", PackFacts, PACK),
    ("Settings", Settings, BOOK),
]
LEFT_OUT: Mapping[type[Record], set[str]] = {
    BriefFacts: {"marking", "change_note", "redirects_from"},  # described otherwise
    Event: {"same"},  # what the timeline leaves out, since the fact is described where it is
    Post: {"office"},  # what it says of the post is described as the post's
    NativeName: {"lang"},  # how browsers speak the name
    SourceFacts: {"type", "sha256"},
    # how the book is made, and looks
    Settings: {"markings", "coverage", "uncleared", "accent", "bottom_line_words"},
}


@pytest.mark.parametrize(("name", "model", "fields"), MODELS, ids=[model[0] for model in MODELS])
def test_every_field_of_the_model_is_compared_or_left_out_on_purpose(
    name: str, model: type[Record], fields: Fields
) -> None:
    assert list(not_compared(model, fields, name)) == []


def not_compared(model: type[Record], fields: Fields, place: str) -> Iterator[str]:
    """Yield the fields of a model, and of the models within, that a table of fields does not have."""
    left_out = {key for parent in model.__mro__ for key in LEFT_OUT.get(parent, ())}
    for name, declared in model.model_fields.items():
        key = declared.alias or name
        if key in left_out:
            continue
        if key not in fields:
            yield f"{place}.{key}"
        for inner in models_in(declared.annotation):
            yield from not_compared(inner, getattr(fields.get(key), "fields", {}), f"{place}.{key}")


def models_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for each in get_args(annotation):
        yield from models_in(each)
