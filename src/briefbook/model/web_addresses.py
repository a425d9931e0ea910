"""What browsers make of an address (URL Standard, 4.4; of `data:` RFC 2397)."""

import re
from base64 import b64decode
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


def leads_elsewhere(address: str) -> bool:
    """Return whether an address, of whatever form, is more than a path on the same host."""
    plain = cleaned(address)
    return bool(scheme_in(plain) or host_in(plain))


def data_in(address: str) -> tuple[str, bytes]:
    """Return the type and the content that a `data:` address holds; an empty type for another address."""
    found = _DATA.match(cleaned(address))
    if not found:
        return "", b""
    content = unquote_to_bytes(found["body"])
    if found["base64"]:
        try:
            content = b64decode(content + b"==")
        except ValueError:
            content = b""
    return found["type"].partition(";")[0].strip().lower() or "text/plain", content
