"""The ways in which an address can be written in HTML, CSS and JavaScript."""

import re
from collections import defaultdict
from html.entities import html5

_NAMES = defaultdict[str, list[str]](list)
for _name, _character in html5.items():
    if _character.isascii():
        _NAMES[_character].append(_name)
_BREAK = (
    r"(?:[\t\n\r]|\\\n|&#x0*[9ad](?![\da-f]);?|&#0*(?:9|10|13)(?!\d);?|&Tab;|&NewLine;"
    r"|\\(?:[tnr]|x0[9ad]|u000[9ad]))*+"
)
_LENGTH_LOOKED_FOR = 200


def as_written(address: str) -> re.Pattern[str]:
    """Return a pattern that finds an address in HTML, CSS or JavaScript, with whichever escapes."""
    return re.compile(_BREAK.join(map(_ways_of, address[:_LENGTH_LOOKED_FOR])), re.I)


def _ways_of(character: str) -> str:
    """Return a pattern for the ways in which a character can be written."""
    code, itself = f"{ord(character):x}", re.escape(character)
    escaped = rf"\\(?:{itself}|x{code:0>2}|u{code:0>4}|u\{{0*{code}\}}|0{{0,5}}{code}\s?|{ord(character):o})"
    names = "".join(f"|&{re.escape(name)}" for name in _NAMES.get(character, ()))
    return f"(?:{itself}|{escaped}|&#x0*{code};?|&#0*{ord(character)};?{names})"
