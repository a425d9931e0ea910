"""Data that a page loads when it is needed: a plain script, which hands it to one of the page's own.

From disk nothing can be fetched, and a strict Content-Security-Policy runs nothing within a page; a script
at an address works with both. `briefbookShared.dataIn` loads it.
"""

import json
from typing import Any


def data_script(taker: str, name: str, content: Any) -> str:
    """Return the script that hands content, by its name, to the function ``taker``."""
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"{taker}({json.dumps(name)},{written})\n"
