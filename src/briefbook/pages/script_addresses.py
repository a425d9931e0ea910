"""Which addresses at other hosts a script names in quotes: nobody knows what it asks for."""

import re
from collections.abc import Iterator

from briefbook.model.web_addresses import cleaned

_LENGTH = 400
_QUOTE = re.compile("[\"'`]")
_WITHIN = {
    quote: re.compile(rf"(?:\\(?:\r\n|.)|[^\\{quote}{end}])*+", re.S)
    for quote, end in (('"', r"\n\r"), ("'", r"\n\r"), ("`", ""))
}
_ESCAPE = re.compile(
    r"""\\(?:x(?P<two>[\da-f]{2})|u(?P<four>[\da-f]{4})|u\{(?P<any>[\da-f]+)\}|(?P<octal>[0-7]{1,3})
    |(?P<break>\r\n|[\n\r\u2028\u2029])|(?P<itself>.))""",
    re.I | re.S | re.X,
)
_MEANING = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_REST = r"[^\s\"'`()<>,;]*"
_ADDRESS = re.compile(
    rf"""(?!http://www\.w3\.org/)(?P<address>
    (?:(?:https?|wss?|ftp):)?//[^\s"'`()<>\\,;]{_REST}          # as it is mostly written
    |(?:https?|wss?|ftp):[/\\]*[\w-]+(?:\.[\w-]+)*(?:[:/\\?#]{_REST}|$)
    |[/\\]{{2,}}(?:[\w-]+\.)+[\w-]+(?:[:/\\?#]{_REST}|$))""",
    re.I | re.X,
)
"""Addresses at www.w3.org name namespaces, which nobody asks for."""
_AFTER_SPACE = re.compile(r"(?:https?|wss?|ftp):|[/\\]{2,}[\w-]+\.", re.I)
"""How an address begins before which there is a space, so that no comment after a text is one."""


def addresses_in_script(text: str) -> Iterator[str]:
    """Yield each address at another host that is in quotes in a script, once its escapes are read."""
    for quote in _QUOTE.finditer(text):
        at = quote.end()
        found = _WITHIN[quote[0]].match(text, at, at + _LENGTH)
        written = found[0] if found else ""
        address = cleaned(_ESCAPE.sub(_unescaped, written))
        if written[:1].isspace() and not _AFTER_SPACE.match(address):
            continue
        if named := _ADDRESS.match(address):
            yield named["address"]


def _unescaped(escape: re.Match[str]) -> str:
    if code := escape["two"] or escape["four"] or escape["any"]:
        return chr(min(int(code, 16), 0x10FFFF))
    if escape["octal"]:
        return chr(int(escape["octal"], 8))
    return "" if escape["break"] else _MEANING.get(escape["itself"], escape["itself"])
