"""How a pipeline reports its progress, and its warnings."""

from collections.abc import Callable

from briefbook.problems import Problem

Progress = Callable[[str, int, int], None]
"""Is called with what is being done, how many steps are done, and of how many; 0 of 0 if none are counted."""

Warn = Callable[[Problem], None]
"""Is called with each warning."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Report nothing."""


def no_warning(problem: Problem) -> None:
    """Report nothing."""
