"""Find packs of what is not a brief, and packs that are marked too low."""

from collections import Counter

from briefbook.model.book import Book
from briefbook.model.located import place_of
from briefbook.problems import Problem, Where, suggest


def check_packs(book: Book) -> list[Problem]:
    """Return a problem for each pack of what is not a brief, of a brief twice, or marked lower than these."""
    problems = []
    for pack in book.packs.values():
        seen: Counter[str] = Counter()
        listed = pack.facts.briefs if pack.facts.has_read("briefs") else ()
        for reference in listed:
            seen[reference.id] += 1
            if reference.id in book.entities and reference.id not in book.briefs:
                fix = suggest(reference.id, book.briefs)
                problems.append(Problem(reference.where, f"{reference.id!r} is not a brief", fix))
            if seen[reference.id] == 2:
                problems.append(Problem(reference.where, f"{reference.id!r} is here twice", "delete one"))
        known = [book.briefs[each.id] for each in listed if each.id in book.briefs]
        held = {book.settings.marking, *(each.facts.marking for each in known if each.facts.marking)}
        scheme, marking = book.settings.markings, pack.facts.marking
        is_known = book.settings.has_read("marking", "markings")
        if is_known and marking in scheme and held <= set(scheme):
            highest = max(held, key=scheme.index)
            if scheme.index(marking) < scheme.index(highest):
                what = f"a pack marked {marking!r} holds what is {highest!r}"
                where = place_of(marking, Where(pack.path))
                problems.append(Problem(where, what, f"mark it {highest!r}, or delete the line"))
    return problems
