"""The closing sentence of a bio that was cut off before its address."""

import re

_CUT_OFF = re.compile(r"\b(?:He|She|They) can be reached at\s*$")


def dangling_contact(bio: str) -> str:
    """Return the trailing sentence of a bio that promises a contact and holds none; "" where there is none."""
    match = _CUT_OFF.search(bio)
    return match[0] if match else ""
