"""What is damaged on the branch ends in words that name the file, however it is damaged, also with right digests."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from briefbook.diff import compare
from briefbook.diff.changes import changes_data
from briefbook.diff.text_formats import as_text
from briefbook.editions.catalogue import catalogue_entry, edition_states, write_list
from briefbook.editions.history import Edition
from briefbook.editions.seal import CHANGES, MODEL, SEAL, Predecessor, Seal, SourceCommit, digest
from briefbook.export.book_json import book_data
from briefbook.git.command import GitError
from briefbook.git.repository import repository_of
from briefbook.model.book import Book
from briefbook.pages.csp import POLICY_FILE
from briefbook.pages.rendering import render_changes
from briefbook.pages.templates import packaged_templates
from briefbook.pipelines.load import load_book
from briefbook.problems import Refusal
from briefbook.publishing.branch import BranchReader
from briefbook.publishing.root_files import LIST, VERSIONS, make_root_files
from tests.conftest import ROOT, SMALL_BOOK

Files = dict[str, bytes]
Model = dict[str, Any]

VALUES: list[Any] = [
    None,
    True,
    -1,
    10**30,
    1e300,
    "",
    "x\x1b]0;\x07\x00\u202e\ufffe",
    "../../x",
    "2026-13-40",
    [],
    [[[]]],
    {},
    {"facts": 5},
    {"text": 5, "from": [], "value": {}, "title": 1},
    [{"text": [1]}, 3, None, "x"],
]
ROUNDS = 60


class HeldReader(BranchReader):
    """Reads files that are held in memory, as it reads those of a branch."""

    def __init__(self, files: Files) -> None:
        super().__init__(repository_of(ROOT), "published", "0" * 40)
        self.files = files

    def holds(self, path: str) -> bool:
        return path in self.files

    def read(self, path: str) -> bytes:
        if path not in self.files:
            raise GitError(f"no {path}")
        return self.files[path]


def seal_of(name: str, model: bytes, changes: bytes | None, before: tuple[str, bytes] | None) -> Seal:
    held = {MODEL: model, POLICY_FILE: b"", "index.html": b""} | (
        {CHANGES: changes} if changes is not None else {}
    )
    return Seal(
        book="Book",
        edition=name,
        title=name,
        as_of=date(2026, 7, 2),
        published=date(2026, 7, 3),
        marking="public",
        source=SourceCommit(commit="0" * 40, time=0, folder=""),
        corrects=None,
        predecessor=Predecessor(edition=before[0], seal=digest(before[1])) if before else None,
        tools={},
        model="",
        briefs={"sea-lanes": "context/sea-lanes/index.html"},
        files={path: digest(content) for path, content in held.items()},
    )


@pytest.fixture(scope="module")
def book() -> Book:
    book, _ = load_book(SMALL_BOOK)
    assert book
    return book


@pytest.fixture(scope="module")
def model(book: Book) -> Model:
    return dict(json.loads(json.dumps(book_data(book))))


@pytest.fixture(scope="module")
def branch(model: Model) -> Files:
    """Return the files of a branch with two editions, all that is read of it again."""
    old, new = model, deepcopy(model)
    new["briefs"]["sea-lanes"]["facts"]["bottom_line"] = "Other words, and more of them. [@paper-2025]"
    new["briefs"]["other"]["prose"] = "<p>It has changed.</p>"
    del new["glossary"]
    return sealed(
        {
            f"one/{MODEL}": json.dumps(old).encode(),
            f"two/{MODEL}": json.dumps(new).encode(),
            f"two/{CHANGES}": json.dumps(changes_data(compare(old, new))).encode(),
            VERSIONS: b'[{"version": "1.0", "title": "By mike", "aliases": ["latest"]}]',
        }
    )


def sealed(files: Files) -> Files:
    """Return files with seals of right digests, and the list of the editions."""
    one = seal_of("one", files[f"one/{MODEL}"], None, None)
    two = seal_of("two", files[f"two/{MODEL}"], files[f"two/{CHANGES}"], ("one", one.written()))
    return {
        **files,
        f"one/{SEAL}": one.written(),
        f"two/{SEAL}": two.written(),
        f"one/{POLICY_FILE}": b"",
        f"two/{POLICY_FILE}": b"",
        LIST: write_list([catalogue_entry(one), catalogue_entry(two)]),
    }


def read_all(files: Files, model: Model) -> None:
    """Read the branch, and make of it all that a publication and a comparison do."""
    reader = HeldReader(files)
    editions, versions = reader.editions(), reader.versions()
    edition_states(editions)
    lineage = reader.lineage("two")
    assert lineage.model
    for changes in (compare(lineage.model, model), compare(model, lineage.model)):
        render_changes(changes, "Changes", packaged_templates())
        as_text(changes, "Changes")
    edition = Edition("three", "Three", date(2026, 7, 9), None, lineage.past, changes)
    for brief in model["briefs"]:
        for entry in edition.history_of(brief):
            edition.changes_address(entry)
    seals = {each.edition: reader.seal(each.edition) for each in editions}
    policies = [reader.policy(name) for name in seals]
    if seals:
        make_root_files(editions, seals, policies, versions, packaged_templates())


def places_in(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield where each value is that JSON holds."""
    yield place
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield from places_in(each, (*place, key))


def mutated(data: Any, chance: random.Random) -> Any:
    """Return JSON with a value that was changed, taken out, or put a level deeper."""
    data = deepcopy(data)
    place = chance.choice([*places_in(data)])
    if not place:
        return chance.choice(VALUES)
    *way, last = place
    parent = data
    for key in way:
        parent = parent[key]
    match chance.randrange(6):
        case 0:
            del parent[last]
        case 1:
            parent[last] = [parent[last]]
        case 2:
            parent[last] = {"value": parent[last]}
        case _:
            parent[last] = chance.choice(VALUES)
    return data


def test_the_branch_itself_can_be_read(branch: Files, model: Model) -> None:
    read_all(branch, model)


@pytest.mark.parametrize(
    "path", [f"two/{MODEL}", f"two/{CHANGES}", f"two/{SEAL}", f"one/{SEAL}", LIST, VERSIONS]
)
def test_no_damage_ends_in_a_traceback(path: str, branch: Files, model: Model) -> None:
    chance = random.Random(path)
    data = json.loads(branch[path])
    said: list[str] = []
    for _ in range(ROUNDS):
        content = json.dumps(mutated(data, chance)).encode()
        files = {**branch, path: content}
        if path.endswith((MODEL, CHANGES)):
            files = sealed(files)
        try:
            read_all(files, model)
        except Refusal as refusal:
            said.append(str(refusal))
    assert said
    assert [each for each in said if path not in each and "seal" not in each] == []


NO_JSON = {
    "nothing": b"",
    "half of it": b'{"a": [',
    "not UTF-8": b'"\xff\xfe"',
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep maps": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "half of a character": rb'{"briefs": {"\ud800": {}}}',
    "a huge number": b'{"book": {"title": ' + b"9" * 10_000 + b"}}",
    "a list": b"[]",
    "a number": b"5",
}


@pytest.mark.parametrize("path", [f"two/{MODEL}", f"two/{CHANGES}", f"two/{SEAL}", LIST, VERSIONS])
@pytest.mark.parametrize("content", NO_JSON.values(), ids=NO_JSON)
def test_what_is_not_json_of_its_form_is_refused(
    path: str, content: bytes, branch: Files, model: Model
) -> None:
    files = {**branch, path: content}
    files = sealed(files) if path.endswith((MODEL, CHANGES)) else files
    if (path, content) in ((LIST, b"[]"), (VERSIONS, b"[]")):
        read_all(files, model)
    else:
        with pytest.raises(Refusal, match=path if "/" not in path else "two"):
            read_all(files, model)


def test_editions_that_correct_or_follow_each_other_are_refused(branch: Files, model: Model) -> None:
    entries = json.loads(branch[LIST])
    entries[0]["corrects"], entries[1]["corrects"] = "two", "one"
    with pytest.raises(Refusal, match="'one' corrects 'two', which is not before it"):
        read_all({**branch, LIST: json.dumps(entries).encode()}, model)
    circle = replace_in_seal(branch, "one", predecessor={"edition": "two", "seal": "0" * 64})
    with pytest.raises(Refusal, match=r"one/edition\.json is not as edition two names it"):
        read_all(circle, model)


def replace_in_seal(branch: Files, name: str, **said: Any) -> Files:
    path = f"{name}/{SEAL}"
    return {**branch, path: json.dumps({**json.loads(branch[path]), **said}).encode()}


@pytest.mark.parametrize(
    "said",
    [
        {"source": {"commit": "0" * 40, "time": 0, "folder": "../../etc"}},
        {"source": {"commit": "0" * 40, "time": 0, "folder": "/etc"}},
        {"source": {"commit": "--output=x", "time": 0, "folder": ""}},
        {"source": {"commit": "0" * 40, "time": 10**15, "folder": ""}},
        {"files": {"../index.html": "0" * 64}},
        {"edition": "one"},
        {"edition": "a/../b"},
    ],
    ids=str,
)
def test_a_seal_leads_nowhere_else(said: dict[str, Any], branch: Files, model: Model) -> None:
    with pytest.raises(Refusal, match="edition 'two' has no seal that can be read"):
        read_all(replace_in_seal(branch, "two", **said), model)


def test_a_policy_that_is_not_text_is_refused(branch: Files, model: Model) -> None:
    seal = json.loads(branch[f"two/{SEAL}"])
    files = replace_in_seal(branch, "two", files={**seal["files"], POLICY_FILE: digest(b"\xff")})
    with pytest.raises(Refusal, match=r"published:two/csp\.conf cannot be read"):
        read_all({**files, f"two/{POLICY_FILE}": b"\xff"}, model)
