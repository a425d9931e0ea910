"""What is told of progress."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many steps are done, and how many there are; 0 of 0 where none are counted."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Report nothing."""
