"""The searches that are measured: where each is asked, and how it answers; and what a visit shows of it."""

from dataclasses import dataclass
from urllib.parse import urlencode

QUERIES = {
    "00050": "a rare word",
    "ministry": "a common word",
    "spare parts dockyard": "three words",
    "Lindkvisst": "a name with two typing errors",
    "May 2020": "a date",
}
BROWSED = "kind=agreement"
"""A facet alone, as the address asks for it."""


@dataclass(frozen=True)
class Engine:
    """A search, and how a browser sees what it does."""

    name: str
    page: str
    state: str
    """JavaScript: "some" once a result is shown, "none" once it is said that there is none, else false."""
    own_files: str
    """A pattern of the files that search alone loads."""
    facets: str | None = None
    """JavaScript: a function of a query to the milliseconds of its answer with the counts of facets."""
    browse: str | None = None
    """JavaScript: a function to the milliseconds in which it has what ten pages of a facet alone show."""

    @property
    def browses(self) -> bool:
        """Whether it lists what a facet alone has."""
        return self.browse is not None

    def address(self, query: str) -> str:
        """Return the address at which it answers a query, or BROWSED."""
        return f"{self.page}?{query if query == BROWSED else urlencode({'q': query})}"


@dataclass(frozen=True)
class Visit:
    """What a query, or a facet alone, was answered with, and when, since the page was asked for."""

    engine: str
    query: str
    state: str
    """"some" or "none" for the results there were, or why there was no answer."""
    ms: float = 0
    cpu_ms: float = 0
    """Milliseconds of CPU until then of the page's process; other work on the machine sways it less."""
    size: int = 0
    """Bytes loaded for search, until nothing more came."""
    requests: int = 0
    facets_ms: float | None = None
    """Milliseconds of the next query with the counts of its facets, while the page was open."""
    browse_ms: float | None = None
    """Milliseconds of browsing by a facet alone, while the page was open."""

    @property
    def is_answered(self) -> bool:
        """Whether there was an answer, be it that nothing was found."""
        return self.state in ("some", "none")


ENGINES = [
    Engine(
        "briefbook",
        page="briefbook/search/index.html",
        state="""document.querySelector("#search-results a") ? "some"
          : document.getElementById("search--count")?.textContent && "none" """,
        own_files=r"briefbook/(search/.+\.js|assets/search[^/]*\.js)$",
        facets="""async (query) => {
          const start = performance.now();
          await briefbookSearch.facets(await briefbookSearch.search(query));
          return performance.now() - start;
        }""",
        browse="""async () => {
          const start = performance.now();
          const { numbers } = await briefbookSearch.search("", { kind: ["agreement"] });
          await Promise.all(numbers.slice(0, 10).map(briefbookSearch.page));
          return performance.now() - start;
        }""",
    ),
    Engine(
        "Pagefind",
        page="pagefind/search.html",
        state="""document.querySelector("#results a") ? "some"
          : document.body && "answered" in document.body.dataset && "none" """,
        own_files=r"pagefind/pagefind/",
        facets="""async (query) => {
          await pagefind.filters(); // loaded once, as for the query before
          const start = performance.now();
          const { filters } = await pagefind.search(query);
          if (!Object.keys(filters).length) throw new Error("no facets");
          return performance.now() - start;
        }""",
        browse="""async () => {
          const start = performance.now();
          const { results } = await pagefind.search(null, { filters: { kind: "agreement" } });
          await Promise.all(results.slice(0, 10).map((result) => result.data()));
          return performance.now() - start;
        }""",
    ),
    Engine(
        "Material",
        page="material/index.html",
        state="""document.querySelector(".md-search-result__item") ? "some"
          : document.querySelector(".md-search-result__meta")?.textContent.trim() === "No matching documents"
          && "none" """,
        own_files=r"material/(search/|assets/javascripts/workers/search)",
    ),
]
