"""Names that mix letters of several scripts, as those do that pass for another."""

import unicodedata

_LOOKALIKES = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")
MIXED = "(mixed letters)"
"""What stands beside such a name."""


def mixes_scripts(name: str) -> bool:
    """Tell whether one word of `name` has letters of more than one of the scripts whose letters look alike."""
    return any(len(_scripts(word)) > 1 for word in name.split())


def marked(name: str) -> str:
    """Return `name`, with a mark behind it where it mixes scripts."""
    return f"{name} {MIXED}" if mixes_scripts(name) else name


def _scripts(word: str) -> set[str]:
    letters = (unicodedata.name(char, "").partition(" ")[0] for char in word if char.isalpha())
    return {script for script in letters if script in _LOOKALIKES}
