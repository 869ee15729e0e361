"""The letters of names: without their accents, and mixed from several scripts."""

import unicodedata

_LOOKALIKES = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")
MIXED = "(mixed letters)"


class _Unaccented(dict[int, str]):
    """The form of each character without its accents, worked out when it comes up first."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code))
        self[code] = "".join(each for each in parts if not unicodedata.combining(each))
        return self[code]


_UNACCENTED = _Unaccented()


def without_accents(name: str) -> str:
    """Return `name` without the accents on its letters, which some outlets write and others leave out."""
    return name if name.isascii() else name.translate(_UNACCENTED)


def mixes_scripts(name: str) -> bool:
    """Return whether one word of `name` has letters of several scripts that look alike, as forged names do."""
    return any(len(_scripts(word)) > 1 for word in name.split())


def mark_mixed_scripts(name: str) -> str:
    """Return `name`, followed by MIXED if it mixes scripts."""
    return f"{name} {MIXED}" if mixes_scripts(name) else name


def _scripts(word: str) -> set[str]:
    letters = (unicodedata.name(char, "").partition(" ")[0] for char in word if char.isalpha())
    return {script for script in letters if script in _LOOKALIKES}
