"""What of a book an edition may hold: what is cleared, under no embargo, and leaves no address dead."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from briefbook.derived.horizon import book_at
from briefbook.model.addresses import address
from briefbook.model.book import Book, Brief, Pack
from briefbook.problems import Problem, Where


def releasable_book(
    whole: Book, as_of: date, published: date, addresses: Mapping[str, str]
) -> tuple[Book, list[Problem]]:
    """Return a book as of a day, without what an edition leaves out, and what prevents one.

    ``published`` is the day of publication, ``addresses`` are those of briefs that an edition has published.
    """
    book = book_at(whole, as_of)
    problems = [*_dead_addresses(whole, addresses)]
    until = whole.settings.embargo_until
    if until and published < until:
        problems.append(
            Problem(Where("briefs/book.yml"), f"under embargo until {until}", "publish on that day, or later")
        )
    unfit = {part.path: why for part in book.releasable if (why := _why_unfit(part, published))}
    if whole.settings.uncleared == "refuse":
        fix = "clear it, or say 'uncleared: leave-out' in briefs/book.yml"
        problems += [Problem(Where(path), why, fix) for path, why in unfit.items()]
    elif unfit:
        briefs = {key: brief for key, brief in whole.briefs.items() if brief.path not in unfit}
        packs = {key: pack for key, pack in whole.packs.items() if pack.path not in unfit}
        book = book_at(replace(whole, briefs=briefs, packs=packs), as_of)
    return book, problems


def _why_unfit(part: Brief | Pack, day: date) -> str | None:
    facts = part.facts
    if not facts.is_cleared:
        return f"not cleared ({facts.clearance})"
    if facts.embargo_until and day < facts.embargo_until:
        return f"under embargo until {facts.embargo_until}"
    return None


def _dead_addresses(whole: Book, published: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each address of a brief that was published, and where nothing is any more."""
    alive = {
        *(address(whole, each) for each in whole.entities if each not in whole.briefs),
        *(tombstone.address for tombstone in whole.tombstones.values()),
    }
    withdrawn: dict[str, str] = {}
    for brief in whole.briefs.values():
        if brief.facts.clearance == "withdrawn":
            withdrawn[address(whole, brief.id)] = brief.path
        else:
            alive |= {address(whole, brief.id), *brief.former_addresses}
    for uri, edition in published.items():
        if uri in withdrawn:
            what = f"edition {edition} published {uri}, and the brief is withdrawn"
            yield Problem(
                Where(withdrawn[uri]), what, "delete the file, and bury it in briefs/tombstones.yml"
            )
        elif uri not in alive:
            place = uri.removesuffix("/index.html")
            yield Problem(
                Where("briefs/tombstones.yml"),
                f"edition {edition} published {uri}, where nothing is any more",
                f"add {place!r} to 'redirects_from' of the brief that took its place, or bury it here",
            )
