"""What browsers make of an address (URL Standard, 4.4), and the ways in which it can be written."""

import re
from base64 import b64decode
from binascii import Error
from collections import defaultdict
from html.entities import html5
from urllib.parse import unquote, unquote_to_bytes

_AROUND = "".join(map(chr, range(33)))
_WITHIN = str.maketrans("", "", "\t\n\r")
"""What browsers pass over around an address, and within it."""
_ELSEWHERE = re.compile(
    r"(?:(?:https?|wss?|ftp):[/\\]*|file:[/\\]{2}(?:(?![/\\])|[/\\]{2,})|[/\\]{2,})(?P<host>[^/\\?#]+)", re.I
)
"""An address that names a host; one without slashes does for a page that is read from disk."""
_NO_HOST = re.compile(r"[\x00-\x20<>^|]|localhost$")
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z\d+.-]*):", re.I)
_DATA = re.compile(r"data:(?P<type>[^,]*?)(?P<base64>;[ ]*base64[ ]*)?,(?P<body>.*)", re.I | re.S)

_NAMES = defaultdict[str, list[str]](list)
for _name, _character in html5.items():
    if _character.isascii():
        _NAMES[_character].append(_name)
_BREAK = (
    r"(?:[\t\n\r]|\\\n|&#x0*[9ad](?![\da-f]);?|&#0*(?:9|10|13)(?!\d);?|&Tab;|&NewLine;"
    r"|\\(?:[tnr]|x0[9ad]|u000[9ad]))*+"
)
_LENGTH_LOOKED_FOR = 200


def cleaned(address: str) -> str:
    """Return an address without what browsers pass over."""
    return address.strip(_AROUND).translate(_WITHIN)


def host_in(address: str) -> str | None:
    """Return which other host a cleaned address names, if any."""
    found = _ELSEWHERE.match(address)
    host = unquote(found["host"]).rpartition("@")[2] if found else ""
    if not host or (_NO_HOST.search(host) and (host != "localhost" or address.lower().startswith("file:"))):
        return None
    return host


def scheme_in(address: str) -> str:
    """Return the scheme of an address, in small letters and without what readers cannot see in it."""
    found = _SCHEME.match("".join(mark for mark in address if mark > " "))
    return found["scheme"].lower() if found else ""


def data_in(address: str) -> tuple[str, str]:
    """Return the type and the text that a `data:` address holds; two empty texts for another."""
    found = _DATA.match(cleaned(address))
    if not found:
        return "", ""
    body = unquote_to_bytes(found["body"])
    if found["base64"]:
        try:
            body = b64decode(body + b"==")
        except Error:
            body = b""
    return found["type"].partition(";")[0].strip().lower(), body.decode("utf-8", "replace")


def as_written(address: str) -> re.Pattern[str]:
    """Return a pattern that finds an address in HTML, CSS or JavaScript, with whichever escapes."""
    return re.compile(_BREAK.join(map(_ways_of, address[:_LENGTH_LOOKED_FOR])), re.I)


def _ways_of(character: str) -> str:
    """Return a pattern for the ways in which a character can be written."""
    code, itself = f"{ord(character):x}", re.escape(character)
    escaped = rf"\\(?:{itself}|x{code:0>2}|u{code:0>4}|u\{{0*{code}\}}|0{{0,5}}{code}\s?|{ord(character):o})"
    names = "".join(f"|&{re.escape(name)}" for name in _NAMES.get(character, ()))
    return f"(?:{itself}|{escaped}|&#x0*{code};?|&#0*{ord(character)};?{names})"
