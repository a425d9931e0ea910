"""The characters of the faces that every site carries as they are, in `templates/assets/fonts/`.

`tools/fonts.py` cuts the faces to them.
"""


def _characters(ranges: str) -> frozenset[str]:
    """Return the characters of some ranges, as `0020-007E 00A0`."""
    ends = ([int(end, 16) for end in each.split("-")] for each in ranges.split())
    return frozenset(chr(code) for first, *last in ends for code in range(first, (last or [first])[0] + 1))


LETTERS = _characters("""
    0020-007E 00A0-00AC 00AE-017F 018F 0192 01A0-01A1 01AF-01B0 01CD-01DC 01E6-01E7 01EA-01EB 01F4-01F5
    01F7-01F9 0218-021B 0226-0227 0237 0259 02B0 02B7 02B9 02BB-02BF 02C6-02C8 02CC 02D0 02D8-02DD
    0300-030C 0310 031B 0323-0328 032E 0330-0331 035F 0361 1E02-1E03 1E06-1E07 1E0A-1E11 1E16-1E17 1E1E-1E2B
    1E32-1E3B 1E3E-1E49 1E52-1E53 1E56-1E63 1E66-1E67 1E6A-1E6F 1E72-1E73 1E7E-1E85 1E8E-1E97 1E9E-1EF9
    2007 2009-200A 2010-201E 2020-2023 2026 202F-2033 2035 2039-203A 203C-203F 2044 2047-204A 2070-2071
    2074-208E 20A1 20A3-20A4 20A6-20A7 20A9 20AB-20AC 20AE 20B1-20B2 20B4-20B5 20B8-20BA 20BD 2105 2113
    2116-2117 211E 2120 2122 2126 212E 2150-215E 2189 2190-2199 21A8 21D0-21D3 21E7 2200 2202-2203 2206
    220F 2211-2212 2215 2219-221A 221E-221F 2229 222B 2236-2237 2248 2260-2261 2264-2265 25A0-25A1
    25AA-25AC 25B2-25BA 25BC-25C4 25C6 25C9-25CC 25CF 25D8-25D9 25E6 2713-2714 2717-2718
""")
"""Latin with what languages and romanisations add, punctuation, currencies, marks: as each style has them."""
IN_CODE = _characters("0020-007E 00A0-00AC 00AE-017F 2010 2012-201E 2020-2022 2026 20AC 2190-2193 2713")
"""Those that are in the face of code too; for others it turns to that of text."""
ARROWS = _characters("2190-21FF") - LETTERS
"""Those of other shapes, such as the one that leads back from a note."""
LATIN = LETTERS | ARROWS
"""What needs no face that is cut for a book."""
