"""Two folders that change places in one step, where the system can: neither of them is ever missing."""

import ctypes
import os
from pathlib import Path

_HERE = -100
"""Linux's AT_FDCWD: paths begin at the current folder."""
_EXCHANGE = 2
"""Linux's RENAME_EXCHANGE."""


def exchanged(one: Path, other: Path) -> bool:
    """Let two folders of one disk change places, and return True; return False where the system cannot.

    Python's own functions can only rename one after the other.
    """
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # it is not Linux, or an old one
        return False
    done: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0
