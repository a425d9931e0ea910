"""Where an address leads from a page of a site: as browsers take it, by the rules of the URL Standard."""

import re
from typing import NamedTuple

_AROUND = "".join(map(chr, range(33)))
"""What browsers pass over before and after an address."""
_WITHIN = re.compile(r"[\t\n\r]")
"""What they pass over everywhere in it."""
_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):", re.IGNORECASE)
_WITH_HOST = frozenset({"ftp", "http", "https", "ws", "wss"})
"""The schemes after which a host comes, however many slashes are before it."""


class Target(NamedTuple):
    """Where an address leads: a path on the same host has neither a scheme nor a host."""

    scheme: str
    host: str
    path: str

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is not a path on the same host."""
        return bool(self.scheme or self.host)


def target_of(address: str) -> Target:
    """Return where an address leads: `https:a.example`, as `//a.example`, to a host."""
    plain = _WITHIN.sub("", address.strip(_AROUND))
    found = _SCHEME.match(plain)
    scheme = found["scheme"].lower() if found else ""
    if scheme and scheme not in {*_WITH_HOST, "file"}:
        return Target(scheme, "", plain)
    rest = plain[found.end() if found else 0 :].replace("\\", "/")
    if scheme in _WITH_HOST or (not scheme and rest.startswith("//")):
        host, slash, path = rest.lstrip("/").partition("/")
        host = re.split("[?#]", host)[0]
        return Target(scheme, host.rpartition("@")[2], slash + path)
    return Target(scheme, "", rest)
