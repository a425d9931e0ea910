"""Find what Git leaves in a file when a merge stops: both sides of a conflict, between lines of markers."""

import re

from briefbook.problems import Problem, Where

_MARKER = re.compile(r"^(?:<{7}|>{7})(?=[ \r\n]|\Z)", re.MULTILINE)
"""The first or the last line of a conflict, as Git writes it.

The lines between, `=======` and `|||||||`, prove nothing: they may underline a heading, or begin a table.
"""


def conflict_in(text: str, path: str) -> Problem | None:
    """Return the problem of a text with Git's conflict markers, at the first of them; none without.

    A marker is at the beginning of a line, also within a block of code: Git may stop there too. One
    that is meant to be read is indented.
    """
    if not ("<<<<<<<" in text or ">>>>>>>" in text) or not (marker := _MARKER.search(text)):
        return None
    line = text.count("\n", 0, marker.start()) + 1
    what = f"Git's conflict marker {marker[0]}: a merge was not finished"
    fix = "keep what is right of both sides, and delete the lines <<<<<<<, ======= and >>>>>>>"
    return Problem(Where(path, line), what, fix)
