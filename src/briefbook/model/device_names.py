"""The names that Windows keeps for devices."""

import re

_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])\s*(?:\..*)?", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Return whether Windows takes a name for that of a device, as it does with any extension: `con.md`."""
    return _DEVICE.fullmatch(name) is not None
