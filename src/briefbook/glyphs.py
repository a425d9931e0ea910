"""Find characters that no font of the print can show."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping

import regex

from briefbook.errors import Problem, Where

_NOT_ASCII = regex.compile(r"[!-~]?[^\x00-\x7F]+")
_CLUSTER = regex.compile(r"\X")


def check_glyphs(
    texts: Mapping[str, str], without_glyph: Callable[[Iterable[str]], set[str]]
) -> list[Problem]:
    """Return a problem for each character of some texts, by their paths, that has no glyph.

    ``without_glyph`` takes characters, each with the marks that it carries, and returns those.
    """
    runs = {path: list(_NOT_ASCII.finditer(text)) for path, text in texts.items()}
    clusters = {each for found in runs.values() for run in found for each in _CLUSTER.findall(run[0])}
    missing = without_glyph(clusters)
    return [
        Problem(
            Where(path).after(texts[path][: run.start() + cluster.start()]),
            f"no font of the print has {cluster[0]!r} ({_names(cluster[0])})",
            "write it in other characters, or put a font that has it into templates/fonts/",
        )
        for path, found in runs.items()
        if missing
        for run in found
        for cluster in _CLUSTER.finditer(run[0])
        if cluster[0] in missing
    ]


def _names(cluster: str) -> str:
    return ", ".join(f"U+{ord(each):04X} {unicodedata.name(each, 'unnamed')}" for each in cluster)
