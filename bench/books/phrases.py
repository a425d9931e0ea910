"""Words for synthetic briefs: sentences, paragraphs and prose, drawn from a seeded source."""

from collections.abc import Sequence
from random import Random

GLOSSARY = {
    "ACSA": "Acquisition and Cross-Servicing Agreement, a pact on supplies and services",
    "ASW": "Anti-submarine warfare, the search for submarines and the defence against them",
    "CBRN": "Chemical, biological, radiological and nuclear, of weapons and of the defence against them",
    "EEZ": "Exclusive economic zone, the waters up to 200 nautical miles from a coast",
    "EOI": "Expression of interest, the first and unbinding answer of a company to a tender",
    "GSOMIA": "General Security of Military Information Agreement, a pact on classified information",
    "HADR": "Humanitarian assistance and disaster relief by armed forces",
    "ISR": "Intelligence, surveillance and reconnaissance",
    "JWG": "Joint working group of officials of two governments",
    "LOI": "Letter of intent, which states a wish and binds nobody",
    "MDA": "Maritime domain awareness, the knowledge of who moves where at sea",
    "MOU": "Memorandum of understanding, a political text between governments or agencies",
    "MRO": "Maintenance, repair and overhaul of equipment in service",
    "NSA": "National security adviser of a head of government",
    "OEM": "Original equipment manufacturer, the company that makes and warrants a product",
    "PASSEX": "Passing exercise of ships that meet at sea, arranged at short notice",
    "SLOC": "Sea line of communication, a route on which trade and supplies depend",
    "SOFA": "Status of forces agreement, on the standing of troops in another country",
    "TOT": "Transfer of technology, of the knowledge to make and not only of the goods",
    "UGV": "Unmanned ground vehicle, steered from afar or by itself",
}
_ACTORS = (
    "the ministry", "the embassy", "the joint staff", "a spokesman", "the delegation", "the agency",
    "a press report", "the second communiqué", "the parliamentary answer", "the procurement office",
)  # fmt: skip
_CLAIMS = (
    "says that {thing} will be reviewed before any further step is taken",
    "confirms in its account of the day that {thing} was discussed at some length",
    "holds that {thing} has moved on, though no document has been published",
    "puts {thing} among the results, and gives neither a number nor a date",
    "leaves {thing} open, since the two sides still differ about its cost",
    "notes that {thing} rests on an older understanding between the services",
    "treats {thing} as settled, which the other side's readout does not bear out",
    "expects {thing} to be taken up again when the officials meet next",
)
_THINGS = (
    "the supply of spare parts", "the {term} programme", "the exchange of liaison officers",
    "a shared schedule for {term}", "the joint study of radar materials", "the {term} text",
    "the training of pilots", "access to the northern dockyard", "a standing {term} channel",
    "the licence for coastal sensors", "the draft on {term} and its annexes", "the relief exercise",
)  # fmt: skip
_TAILS = (
    "", "", ", as far as the published record shows", ", by the account of one side",
    " in the months that followed", ", subject to the consent of both parliaments",
)  # fmt: skip
_HEADINGS = (
    "What was said", "How it came about", "What it covers", "What remains open", "Who decides",
    "Money and time", "How others see it", "What to watch", "Earlier attempts", "The legal base",
)  # fmt: skip


class Author:
    """Writes the texts of one brief: links to ``targets`` and cites ``keys``."""

    def __init__(self, random: Random, targets: Sequence[str], keys: Sequence[str]) -> None:
        self._random = random
        self._targets = targets
        self._keys = keys

    def sources(self) -> list[str]:
        """Return one to three citations, some of them of a paragraph."""
        keys = self._random.sample(self._keys, self._random.choice((1, 1, 1, 2, 2, 3)))
        return [
            f"{key}#p{self._random.randint(2, 9)}" if self._random.random() < 0.1 else key for key in keys
        ]

    def cite(self) -> str:
        """Return a group of citations, as prose holds them."""
        return f"[{'; '.join(f'@{source}' for source in self.sources())}]"

    def sentence(self) -> str:
        """Return a sentence of some twenty words, in which a glossary's term or a link may be."""
        choice = self._random.choice
        actor = self._link() if self._random.random() < 0.25 else choice(_ACTORS)
        thing = choice(_THINGS).format(term=choice(tuple(GLOSSARY)))
        words = f"{actor} {choice(_CLAIMS).format(thing=thing)}{choice(_TAILS)}."
        return words[0].upper() + words[1:]

    def prose(self) -> str:
        """Return 300 to 600 words with headings, a list, in a third of cases a table, and citations."""
        goal = self._random.randint(280, 500)
        headings = iter(self._random.sample(_HEADINGS, len(_HEADINGS)))
        blocks = [f"## {next(headings)}", self._paragraph(), self._list()]
        if self._random.random() < 0.33:
            blocks += [f"## {next(headings)}", self._table()]
        while len(" ".join(blocks).split()) < goal:
            blocks += [f"## {next(headings)}", self._paragraph(), self._paragraph()]
        return "\n\n".join(blocks) + "\n"

    def _link(self) -> str:
        target = self._random.choice(self._targets)
        return f"[[{target}|the account given there]]" if self._random.random() < 0.3 else f"[[{target}]]"

    def _paragraph(self) -> str:
        sentences = " ".join(self.sentence() for _ in range(self._random.randint(2, 3)))
        return f"{sentences.removesuffix('.')} {self.cite()}."

    def _list(self) -> str:
        return "\n".join(f"- {self.sentence()} {self.cite()}" for _ in range(self._random.randint(3, 5)))

    def _table(self) -> str:
        rows = (
            f"| {self._random.choice(_THINGS).format(term='joint')} | {self._random.randint(2009, 2025)} "
            f"| {self._link().partition('|')[0].removesuffix(']]')}]] | {self.cite()} |"
            for _ in range(self._random.randint(3, 6))
        )
        return "\n".join(("| Item | Year | With | Source |", "|---|---|---|---|", *rows))
