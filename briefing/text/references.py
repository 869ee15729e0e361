"""Character references such as &amp; and &#8220;, whatever their length."""

import re
from html import unescape as _unescape

_LONG = re.compile(r"&#([xX]?)([0-9a-fA-F]{8,});?")
"""Python refuses to convert numbers of thousands of digits."""
_MOST_DIGITS = 7


def unescape(text: str) -> str:
    """Return `text` with every reference replaced by its character; one that means none becomes U+FFFD."""
    return _unescape(_LONG.sub(_shortened, text) if "&#" in text else text)


def _shortened(reference: re.Match[str]) -> str:
    kind, digits = reference[1], reference[2].lstrip("0")
    if not kind and not digits.isdecimal():
        return f"&#{digits}" if len(digits) < 100 else "\ufffd"  # only its first digits are a decimal number
    return f"&#{kind}{digits};" if len(digits) <= _MOST_DIGITS else "\ufffd"
