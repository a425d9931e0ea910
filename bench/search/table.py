"""What was measured of three searches, as a Markdown table, and whether briefbook's keeps its targets."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.search.engines import BROWSED, ENGINES, QUERIES, Engine, Visit


@dataclass(frozen=True)
class Measured:
    """What was measured of one size of book, by the engines' names."""

    size: int
    indexes: Mapping[str, Sequence[float]]
    """CPU seconds of making the index, round by round."""
    stored: Mapping[str, tuple[int, int]]
    """How many files the search keeps ready, and their bytes."""
    visits: Sequence[Visit]
    on_disk: Mapping[str, bool]
    """Whether it answers from disk."""

    def of(self, engine: Engine, query: str) -> list[Visit]:
        """Return an engine's visits with a query."""
        return [visit for visit in self.visits if (visit.engine, visit.query) == (engine.name, query)]

    def medians(self, engine: Engine, number: str, queries: Iterable[str] = QUERIES) -> list[float]:
        """Return for each query that was answered the median of a number of its visits."""
        found = [
            [getattr(visit, number) for visit in self.of(engine, query) if visit.is_answered]
            for query in queries
        ]
        return [median(numbers) for numbers in found if numbers and None not in numbers]

    def index(self, engine: Engine) -> float:
        """Return the median CPU seconds of making the index."""
        return median(self.indexes[engine.name])


def table_of(measured: Measured) -> str:
    """Return the measurements as a table, and the targets as a list."""
    rows = [
        f"| {measured.size:,} briefs | " + " | ".join(engine.name for engine in ENGINES) + " |",
        "|---|" + "--:|" * len(ENGINES),
        *(f"| {name} | " + " | ".join(map(show, ENGINES)) + " |" for name, show in _rows(measured)),
    ]
    targets = [
        f"- {'yes' if value <= most else 'no'}: {name} {value:,.2f}; at most {most:g}"
        for name, value, most in _targets(measured)
    ]
    return "\n".join(
        (*rows, "", "Briefbook's targets, by the median of its slowest or largest query:", "", *targets, "")
    )


def _rows(measured: Measured) -> Iterator[tuple[str, Callable[[Engine], str]]]:
    """Yield the name of each row, and what it shows of an engine."""

    def first(query: str) -> Callable[[Engine], str]:
        return lambda engine: _first_result(measured.of(engine, query))

    def spread(number: str, queries: Iterable[str] = QUERIES, unit: float = 1) -> Callable[[Engine], str]:
        return lambda engine: _spread([each / unit for each in measured.medians(engine, number, queries)])

    yield "Index made, CPU s", lambda engine: f"{measured.index(engine):.2f}"
    yield "Index, files", lambda engine: f"{measured.stored[engine.name][0]:,}"
    yield "Index, MB", lambda engine: f"{measured.stored[engine.name][1] / 1e6:.1f}"
    for query, kind in QUERIES.items():
        yield f"First result, ms (fastest): {kind}, “{query}”", first(query)
    yield "First result, CPU ms of the page", spread("cpu_ms")
    yield "Loaded for search, kB", spread("size", unit=1000)
    yield "Loaded for search, files", spread("requests")
    yield "Facets with counts, ms", spread("facets_ms")
    yield "A facet alone in an open page, ms", spread("browse_ms")
    yield "A facet alone as an address, ms (fastest)", first(BROWSED)
    yield "A facet alone, kB", spread("size", [BROWSED], unit=1000)
    yield "Answers from disk", lambda engine: "yes" if measured.on_disk[engine.name] else "no"


def _first_result(visits: Sequence[Visit]) -> str:
    """Return the median, and the fastest, which other work on the machine sways least."""
    if not visits:
        return "not asked"
    times = [visit.ms for visit in visits if visit.is_answered]
    if not times:
        return f"no answer: {visits[0].state}"
    shown = f"{median(times):,.0f} ({min(times):,.0f})"
    return f"nothing found, {shown}" if visits[0].state == "none" else shown


def _spread(numbers: Sequence[float]) -> str:
    """Return the median of the queries, and the worst."""
    if len(numbers) < 2:
        return f"{numbers[0]:,.0f}" if numbers else "none"
    return f"{median(numbers):,.0f}, at worst {max(numbers):,.0f}"


def _targets(measured: Measured) -> Iterator[tuple[str, float, float]]:
    """Yield for each target its name, what was measured of briefbook, and the most that it may be."""
    briefbook, pagefind, _ = ENGINES

    def worst(number: str, queries: Iterable[str] = QUERIES) -> float:
        return max(measured.medians(briefbook, number, queries), default=float("inf"))

    yield "First result, ms", worst("ms"), 500
    yield "Loaded for search, kB", worst("size") / 1000, 500
    yield "Facets with counts, ms", worst("facets_ms"), 200
    yield "A facet alone in an open page, ms", worst("browse_ms"), 300
    yield "A facet alone, kB", worst("size", [BROWSED]) / 1000, 500
    yield "Index made, of Pagefind's CPU", measured.index(briefbook) / measured.index(pagefind), 0.5
