"""The pages of the packs: a list of them, and one of each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from briefbook.model.addresses import (
    highest_marking,
    marking_of_pack,
    pack_address,
    pack_page_address,
    section_address,
)
from briefbook.model.book import Book, Pack
from briefbook.model.packs import PackFacts, ProgrammeItem
from briefbook.pages.page import Entry, Page, caveat_of, in_a_row

FOLDER = "packs"
"""The section of the packs, which the menu has beside those of the briefs."""

Days = Mapping[date | None, list[ProgrammeItem]]
"""A programme by its days; under None what is before the first day that it names."""


def pack_pages(book: Book, changes: Mapping[str, date]) -> Iterator[Page]:
    """Yield the list of the packs and the page of each, if there are any; ``changes`` as for `make_pages`."""
    ahead, past = packs_by_date(book)
    packs = [*ahead, *past]
    if not packs:
        return
    marking = highest_marking(book, [*packs, *(brief for pack in packs for brief in book.briefs_of(pack))])
    last_change = max((changes[each.path] for each in packs if each.path in changes), default=None)
    yield Page(
        Entry(
            section_address(FOLDER),
            "Packs",
            marking,
            section=FOLDER,
            last_change=last_change,
            in_navigation=True,
        ),
        "packs/packs.html",
        {"ahead": ahead, "past": past},
    )
    yield from in_a_row(pack_page(book, pack, changes.get(pack.path)) for pack in packs)


def pack_page(book: Book, pack: Pack, last_change: date | None = None) -> Page:
    """Return the page of a pack."""
    return Page(
        Entry(
            pack_page_address(pack.id),
            pack.facts.title,
            marking_of_pack(book, pack),
            section=FOLDER,
            caveat=caveat_of(book, pack),
            last_change=last_change,
            pdf=pack_address(pack.id),
        ),
        "packs/pack.html",
        {
            "pack": pack,
            "facts": pack.facts,
            "programme": programme_by_day(pack.facts),
            "briefs": book.briefs_of(pack),
        },
    )


def packs_by_date(book: Book) -> tuple[list[Pack], list[Pack]]:
    """Return the packs of occasions that lie ahead, the next first, and the others, the latest first.

    One without a date is the last.
    """
    by_title = sorted(book.packs.values(), key=lambda pack: pack.facts.title.casefold())
    dated = [(pack.facts.date, pack) for pack in by_title if pack.facts.date]
    dated.sort(key=lambda pair: pair[0])
    ahead = [pack for day, pack in dated if day.latest > book.as_of]
    past = [pack for day, pack in reversed(dated) if day.latest <= book.as_of]
    return ahead, [*past, *(pack for pack in by_title if not pack.facts.date)]


def programme_by_day(facts: PackFacts) -> Days:
    """Return the programme of a pack by its days: an item that names none is on that of the item before."""
    days: defaultdict[date | None, list[ProgrammeItem]] = defaultdict(list)
    day = None
    for item in facts.programme:
        day = item.day or day
        days[day].append(item)
    return days
