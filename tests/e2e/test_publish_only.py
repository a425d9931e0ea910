"""`publish --only`: one brief at once, and nothing else of the commit that it is from."""

import json

import pytest

from tests.desk import CLEARED, NEW_BRIEF, Desk

pytestmark = pytest.mark.publish

MAST = "briefs/technology/mast.md"
SEA = "briefs/context/sea-lanes.md"
DRAFT = "---\ntitle: A draft\nbottom_line: Not yet.\n---\n"
NIGHT = "The mast was struck by lightning."


def changed_brief(desk: Desk, path: str, words: str) -> str:
    """Return the text of a brief with a sentence more, on a source and on a person that are new."""
    return f"{desk.read(path)}\n{words} [[night-guard]] saw it [@night-wire].\n"


def commit_night(desk: Desk) -> None:
    """Commit a changed brief with new entries for it; and beside it what is not to be published."""
    sources = desk.read("briefs/sources.yml")
    desk.commit(
        {
            MAST: changed_brief(desk, MAST, NIGHT),
            SEA: f"{desk.read(SEA)}\nNOT YET.\n",
            "briefs/context/draft.md": DRAFT,
            "briefs/sources.yml": sources
            + "night-wire: {type: article-newspaper, title: A night, publisher: Wire, issued: 2026-07-01}\n"
            + "other-wire: {type: article-newspaper, title: Other, publisher: Wire, issued: 2026-07-01}\n",
            "briefs/people.yml": desk.read("briefs/people.yml") + "night-guard:\n  name: The guard\n",
        }
    )


def model_of(desk: Desk, edition: str) -> dict[str, dict[str, object]]:
    model: dict[str, dict[str, object]] = json.loads(desk.git("show", f"published:{edition}/book.json"))
    return model


def test_one_brief_is_published_with_what_it_names(one_edition: Desk) -> None:
    desk = one_edition
    commit_night(desk)
    desk.must("publish", "2026-07-night", "--only", "mast")
    assert "2026-07-night" in desk.must("editions")
    assert "only: " in desk.must("editions").splitlines()[0]
    before, after = model_of(desk, "2026-07"), model_of(desk, "2026-07-night")
    assert NIGHT in str(after["briefs"]["mast"])
    assert {**after["briefs"], "mast": None} == {**before["briefs"], "mast": None}
    assert after["sources"].keys() - before["sources"].keys() == {"night-wire"}
    assert after["entities"].keys() - before["entities"].keys() == {"night-guard"}
    assert after["book"] == before["book"]
    changes = json.loads(desk.git("show", "published:2026-07-night/changes.json"))
    assert [each["id"] for each in changes["briefs"]] == ["mast"]


def test_the_next_whole_edition_compares_with_it(one_edition: Desk) -> None:
    desk = one_edition
    commit_night(desk)
    desk.must("publish", "2026-07-night", "--only", "mast")
    desk.commit({"briefs/context/draft.md": DRAFT.replace("---\n", f"---\n{CLEARED}", 1)})
    desk.must("publish", "2026-08")
    changes = json.loads(desk.git("show", "published:2026-08/changes.json"))
    assert sorted(each["id"] for each in changes["briefs"]) == ["draft", "sea-lanes"]
    seal = json.loads(desk.git("show", "published:2026-08/edition.json"))
    assert (seal["predecessor"]["edition"], seal["only"]) == ("2026-07-night", None)


def test_one_follows_another(one_edition: Desk) -> None:
    desk = one_edition
    commit_night(desk)
    desk.must("publish", "night-1", "--only", "mast")
    desk.commit({MAST: f"{desk.read(MAST)}\nIt was repaired.\n", "briefs/context/new.md": NEW_BRIEF})
    desk.must("publish", "night-2", "--only", "new")
    desk.must("publish", "night-3", "--only", "mast")
    briefs = model_of(desk, "night-3")["briefs"]
    assert "It was repaired" in str(briefs["mast"])
    assert "It was repaired" not in str(model_of(desk, "night-2")["briefs"])
    assert "NOT YET" not in str(briefs)
    assert "new" in briefs
    seal = json.loads(desk.git("show", "published:night-3/edition.json"))
    assert [each["brief"] for each in seal["only"]["briefs"]] == ["mast", "new", "mast"]


def test_every_gate_holds_for_the_brief(one_edition: Desk) -> None:
    desk = one_edition
    desk.commit({"briefs/context/draft.md": DRAFT})
    assert "draft.md:1:1: not cleared (draft)" in desk.refused("publish", "night", "--only", "draft")
    embargo = f"---\nembargo_until: 9999-12-31\n{CLEARED}"
    desk.commit({"briefs/context/draft.md": DRAFT.replace("---\n", embargo, 1)})
    assert "under embargo until" in desk.refused("publish", "night", "--only", "draft")
    desk.commit({MAST: f"{desk.read(MAST)}\nA [@lost] source, and [[nobody]].\n"})
    said = desk.refused("publish", "night", "--only", "mast")
    assert "no source 'lost'" in said
    assert "no brief or entity 'nobody'" in said


def test_what_cannot_be_published_alone_is_refused(one_edition: Desk) -> None:
    desk = one_edition
    assert "as the last edition has it" in desk.refused("publish", "night", "--only", "mast")
    assert "has no brief 'mats'; did you mean 'mast'?" in desk.refused("publish", "night", "--only", "mats")
    people = "{gen-nakatani: {name: N}, night-guard: {name: The guard}}\n"
    desk.commit({MAST: f"{desk.read(MAST)}\n[[night-guard]] saw it.\n", "briefs/people.yml": people})
    assert "each entry on lines of its own" in desk.refused("publish", "night", "--only", "mast")
    pack = "title: T\npurpose: P\nbriefs: [mast]\n"
    desk.commit({"briefs/packs/visit.yml": pack})
    assert "'visit' is a pack" in desk.refused("publish", "night", "--only", "visit")
    assert "has no brief ''" in desk.refused("publish", "night", "--only", "")
    two = desk.run("publish", "night", "--only", "mast", "--only", "sea-lanes")
    assert two.returncode == 2
    assert "it takes one brief" in two.stderr
    (desk.folder / "briefs/context/later.md").write_text(NEW_BRIEF, "utf-8")
    assert "has no brief 'later'" in desk.refused("publish", "night", "--only", "later")
    said = desk.refused("publish", "night", "--only", "mast", "--as-of", "2020-01-01")
    assert "leave --as-of out" in said
    said = desk.refused("publish", "night", "--only", "mast", "--branch", "other")
    assert "there is no edition yet" in said


def test_what_needs_another_brief_with_it_is_refused(one_edition: Desk) -> None:
    desk = one_edition
    chain = NEW_BRIEF.replace("It is new.", "See [[new]] and [[supply-pact]].")
    renamed = desk.read(MAST).replace("title:", "redirects_from: [mast]\ntitle:", 1).replace("mast/", "pole/")
    pact = desk.read("briefs/agreements/supply-pact.md").replace("[[mast", "[[pole")
    desk.git("mv", "briefs/technology/mast", "briefs/technology/pole")
    desk.commit(
        {
            "briefs/context/new.md": NEW_BRIEF,
            "briefs/context/chain.md": chain,
            MAST: None,
            "briefs/technology/pole.md": renamed,
            "briefs/agreements/supply-pact.md": pact,
        }
    )
    said = desk.refused("publish", "night", "--only", "chain")
    assert "with 'chain' come briefs that the last edition lacks: new; publish them before it" in said
    said = desk.refused("publish", "night", "--only", "pole")
    assert "brief 'pole' was 'mast' in the last edition" in said
    said = desk.refused("publish", "night", "--only", "supply-pact")
    assert "the last edition lacks: pole" in said
    desk.must("publish", "night-1", "--only", "new")
    desk.must("publish", "night-2", "--only", "chain")


def test_after_a_withdrawal_one_brief_can_be_published_again(one_edition: Desk) -> None:
    desk = one_edition
    other = NEW_BRIEF.replace("Brand new", "Another")
    desk.commit({"briefs/context/new.md": NEW_BRIEF, "briefs/context/other-news.md": other})
    desk.must("publish", "night-1", "--only", "new")
    desk.must("publish", "night-2", "--only", "other-news")
    desk.must("withdraw", "night-1", "--why", "It is wrong.")
    desk.must("withdraw", "night-2", "--why", "So is this.")
    desk.must("publish", "night-3", "--only", "new")
    assert "other-news" not in model_of(desk, "night-3")["briefs"]
    desk.commit({"briefs/context/other-news.md": None})
    assert "published context/other-news/index.html" in desk.refused("publish", "2026-08")


@pytest.mark.slow
def test_it_can_be_built_again(real_editions: Desk) -> None:
    desk = real_editions
    mast = "briefs/technology/antenna.md"
    drawing = desk.read("briefs/technology/antenna/mast.svg").replace("</svg>", "<desc>NEWER</desc></svg>")
    desk.commit(
        {
            mast: f"{desk.read(mast)}\n{NIGHT}\n",
            "briefs/technology/antenna/mast.svg": drawing,
            SEA: f"{desk.read(SEA)}\nNOT YET.\n",
        }
    )
    said = desk.must("publish", "2026-08-night", "--only", "antenna")
    assert "is from there; all else is as 2026-08 has it." in said
    assert "NEWER" in desk.git("show", "published:2026-08-night/technology/antenna/mast.svg")
    said = desk.must("verify", "2026-08-night", "--rebuild")
    assert "as sealed, and as its source gives them" in said
    page = desk.git("show", "published:2026-08-night/changes/index.html")
    assert "Only the brief" in page
    listed = desk.git("show", "published:editions.html")
    assert "Only: " in listed
    assert "NOT YET" not in desk.git("show", "published:2026-08-night/context/sea-lanes/index.html")
