"""What was probably meant by a text that is not a date by EDTF: `15.11.2024`, `Nov 2024`, `2024-1-5`."""

import calendar
import re
import unicodedata
from collections.abc import Iterator, Mapping

from briefbook.model.dates import is_date

_NAMES: Mapping[str, int] = {
    **{name.lower(): number for number, name in enumerate(calendar.month_name) if name},
    **{name.lower(): number for number, name in enumerate(calendar.month_abbr) if name},
    **{"sept": 9, "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24},
    **{"q1": 33, "q2": 34, "q3": 35, "q4": 36, "h1": 40, "h2": 41},
}
"""The words for a month, a season or a part of the year, each with its number in EDTF."""
_NAME = re.compile(rf"\b({'|'.join(sorted(_NAMES, key=len, reverse=True))})\b\.?")
_LEVEL_2: Mapping[int, tuple[int, int]] = {
    **{25: (3, 5), 26: (6, 8), 27: (9, 11), 28: (12, 14)},  # the seasons of the north
    **{29: (9, 11), 30: (12, 14), 31: (3, 5), 32: (6, 8)},  # and those of the south
    **{33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)},
    **{37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12)},
}
"""The parts of the year by EDTF level 2, each with its first and last month; 14 is the next February."""

_Y, _M, _D = r"(?P<y>\d{4})", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_N = r"@(?P<m>\d\d)"
_DATE = r"(?P<date>\d[-\dX]*)"
_DAY, _MONTH = "{y}-{m:0>2}-{d:0>2}", "{y}-{m:0>2}"
_FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_DATE, ("{date}",)),
    (rf"{_Y}[-/. ]{_M}[-/. ]{_D}", (_DAY,)),
    (rf"{_Y}[-/. ]{_M}", (_MONTH,)),
    (r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)", (_DAY,)),
    (rf"{_D}\. ?{_M}\. ?{_Y}", (_DAY,)),
    (rf"{_D}[-/ ]{_M}[-/ ]{_Y}", (_DAY,)),
    (rf"{_M}[-/ ]{_D}[-/ ]{_Y}", (_DAY,)),
    (rf"{_M}[-/. ]{_Y}", (_MONTH,)),
    (rf"{_D}[- ]?{_N}[-, ]*{_Y}", (_DAY,)),
    (rf"{_N}[- ]?{_D}[-, ]+{_Y}", (_DAY,)),
    (rf"{_N}[-, ]*{_Y}|(?P<year>\d{{4}})[-, ]*@(?P<month>\d\d)", (_MONTH, "{year}-{month}")),
    (rf"{_D} ?(?:-|and|to) ?(?P<e>\d{{1,2}})(?:st|nd|rd|th)? {_N},? {_Y}", (f"{_DAY}/{_MONTH}-{{e:0>2}}",)),
    (rf"{_Y}-{_M}-{_D}/(?P<e>\d{{1,2}})", (f"{_DAY}/{_MONTH}-{{e:0>2}}",)),
    (r"(?P<c>\d\d)(?P<a>\d\d)[-/](?P<b>\d\d)", ("{c}{a}/{c}{b}",)),
    (r"(?P<y>\d{4})-00(?:-[\dX]{2})?(?P<q>[?~%]?)", ("{y}{q}",)),
    (r"(?P<date>\d{4}-\d\d)-00(?P<q>[?~%]?)", ("{date}{q}",)),
    (rf"{_DATE}[t ]\d\d?:?\d\d.*", ("{date}",)),
    (r"(?P<c>\d\d)00s", ("{c}XX",)),
    (r"(?P<c>\d{3})0s", ("{c}X",)),
    (rf"(?:about|approximately|circa|ca?\.?|~) ?{_DATE}", ("{date}~",)),
    (rf"\? ?{_DATE}", ("{date}?",)),
    (r"(?P<y>\d{4})(?P<q>[?~%])(?P<rest>-[-\d]+)", ("{y}{rest}{q}",)),
    (rf"(?:since|from) {_DATE}|(?P<start>\d[-\dX]*) ?(?:-|onwards?)", ("{date}/..", "{start}/..")),
    (rf"(?:until|till|before|by) {_DATE}", ("../{date}",)),
)
"""What people write, and what that may be by EDTF; a name is written as @ and its number."""
_LONGEST = 60
"""The most letters that a date is looked for in: two days in words have some forty."""
_BETWEEN = re.compile(r" ?(?:/|\.\.+|-|\bto\b|\buntil\b) ?")


def correction(text: str) -> str:
    """Return advice on how to write what ``text`` seems to mean; empty if that is not clear."""
    if len(text) > _LONGEST:
        return ""
    readings = [each for each in dict.fromkeys(_readings(_tidied(text))) if is_date(each)]
    if not readings:
        return ""
    return f"write {' or '.join(readings)}" + (", whichever is meant" if len(readings) > 1 else "")


def _tidied(text: str) -> str:
    """Return a text in one form of digits, dashes, spaces and cases, its names as `@11`."""
    plain = " ".join(
        re.sub(r"[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", text)).lower().split()
    )
    plain = re.sub(r"(?<=[\dx])x|x(?=x|\b)", "X", plain)
    return _NAME.sub(lambda name: f"@{_NAMES[name[1]]:02}", plain)


def _readings(text: str) -> Iterator[str]:
    """Yield what a text may mean, a date or an interval; not all are dates."""
    yield from _single_readings(text)
    for between in _BETWEEN.finditer(text):
        ends = text[: between.start()].removeprefix("from "), text[between.end() :]
        start, end = (next(filter(is_date, _single_readings(each)), None) for each in ends)
        if start and end:
            yield from (f"{start}/{end}", f"{end}/{start}")


def _single_readings(text: str) -> Iterator[str]:
    for pattern, forms in _FORMS:
        if match := re.fullmatch(pattern, text):
            groups = {name: value or "" for name, value in match.groupdict().items()}
            yield from (_in_months(form.format_map(groups)) for form in forms)


def _in_months(text: str) -> str:
    """Return a part of the year by EDTF level 2 as an interval of months; anything else as it is."""
    match = re.fullmatch(r"(\d{4})-(\d\d)", text)
    if match is None or int(match[2]) not in _LEVEL_2:
        return text
    first, last = _LEVEL_2[int(match[2])]
    years_on, last_month = divmod(last - 1, 12)
    return f"{match[1]}-{first:02}/{int(match[1]) + years_on:04}-{last_month + 1:02}"
