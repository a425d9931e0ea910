"""How a pipeline reports its progress."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Is called with what is being done, how many steps are done, and of how many; 0 of 0 if none are counted."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Report nothing."""
