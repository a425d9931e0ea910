"""Find packs of what is not a brief, marked too low, out of order, or later than the book."""

from collections import Counter
from collections.abc import Iterator

from briefbook.derived.horizon import beginning_of
from briefbook.model.book import Book, Brief, Pack
from briefbook.model.dates import show_day
from briefbook.model.located import place_of
from briefbook.problems import Problem, Where, suggest


def check_packs(book: Book) -> list[Problem]:
    """Return a problem for each pack of what is not a brief, of a brief twice, or marked lower than these.

    A warning is all that can be said of a programme out of order, of a day of it outside of the occasion, and
    of what the horizon takes away: a brief of a pack, or the pack.
    """
    return [
        problem
        for pack in book.packs.values()
        for check in (_check_briefs, _check_marking, _check_programme, _check_written, _check_horizon)
        for problem in check(book, pack)
    ]


def _check_briefs(book: Book, pack: Pack) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for reference in pack.facts.briefs if pack.facts.has_read("briefs") else ():
        seen[reference.id] += 1
        if reference.id in book.entities and reference.id not in book.briefs:
            fix = suggest(reference.id, book.briefs)
            yield Problem(reference.where, f"{reference.id!r} is not a brief", fix)
        if seen[reference.id] == 2:
            yield Problem(reference.where, f"{reference.id!r} is here twice", "delete one")


def _check_marking(book: Book, pack: Pack) -> Iterator[Problem]:
    listed = pack.facts.briefs if pack.facts.has_read("briefs") else ()
    known = [book.briefs[each.id] for each in listed if each.id in book.briefs]
    held = {book.settings.marking, *(each.facts.marking for each in known if each.facts.marking)}
    scheme, marking = book.settings.markings, pack.facts.marking
    is_known = book.settings.has_read("marking", "markings")
    if is_known and marking in scheme and held <= set(scheme):
        highest = max(held, key=scheme.index)
        if scheme.index(marking) < scheme.index(highest):
            what = f"a pack marked {marking!r} holds what is {highest!r}"
            where = place_of(marking, Where(pack.path))
            yield Problem(where, what, f"mark it {highest!r}, or delete the line")


def _check_programme(book: Book, pack: Pack) -> Iterator[Problem]:
    """Yield a warning for each item before the one that is above it; times of two zones are not compared."""
    facts = pack.facts
    if not facts.has_read("programme", "date"):
        return
    day, above = None, None
    for item in facts.programme:
        if item.day and facts.date and not facts.date.earliest <= item.day <= facts.date.latest:
            what = f"{show_day(item.day)} is not a day of the occasion, {facts.date}"
            yield Problem(item.where, what, "fix the 'day' here, or the 'date' of the pack", is_warning=True)
        if item.day and day and item.day < day:
            what = f"{show_day(item.day)} is below {show_day(day)}"
            yield Problem(item.where, what, "put the programme in the order of its days", is_warning=True)
        if item.day and item.day != day:
            day, above = item.day, None
        time = item.time
        if time and above and time.zone == above.zone and time.start < above.start:
            fix = "put the programme in the order of its hours, or give the next day as 'day'"
            yield Problem(item.where, f"{time} is below {above}", fix, is_warning=True)
        above = time or above


def _check_written(book: Book, pack: Pack) -> Iterator[Problem]:
    written = pack.facts.written
    if written and book.settings.has_read("as_of") and written > book.as_of:
        what = f"written after the horizon, {show_day(book.as_of)}, so that the book is without this pack"
        fix = "fix 'written', or 'as_of' in briefs/book.yml"
        yield Problem(place_of(written, Where(pack.path)), what, fix, is_warning=True)


def _check_horizon(book: Book, pack: Pack) -> Iterator[Problem]:
    """Yield a warning for each brief that begins after the horizon: a pack of no others is not there."""
    if not (pack.facts.has_read("briefs") and book.settings.has_read("as_of", "written")):
        return
    listed = [each for each in pack.facts.briefs if each.id in book.briefs]
    later = [each for each in listed if _is_later(book.briefs[each.id], book)]
    what = "pack is without it" if later != listed else "pack is without it, and the book without this pack"
    for each in later:
        yield Problem(
            each.where,
            f"{each.id!r} begins after the horizon, {show_day(book.as_of)}, so that the {what}",
            "delete it here, or fix 'as_of' in briefs/book.yml",
            is_warning=True,
        )


def _is_later(brief: Brief, book: Book) -> bool:
    return brief.facts.is_whole and beginning_of(brief, book) > book.as_of
