"""Decodes bytes by a fixed table of character sets; the bytes themselves count more than any declaration."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_MARK = ((b"<\x00?\x00", "utf-16-le"), (b"\x00<\x00?", "utf-16-be"), (b"<\x00\x00\x00", "utf-32-le"))
_KNOWN = re.compile(
    r"utf-?(?:8|16|32)(?:-?[lb]e)?|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?1|windows-?125\d|cp125\d|koi8-[ru]"
    r"|gb2312|gbk|gb18030|big5|shift[_-]jis|sjis|euc-(?:jp|kr)|iso-2022-jp"
)
_AS_WINDOWS = {"us-ascii", "ascii", "latin1", "latin-1", "iso-8859-1", "iso8859-1", "iso88591"}
_DECLARED = re.compile(rb"""<(?:\?xml|meta)[^<>]{0,200}?(?:encoding|charset)\s*=\s*["']?\s*([A-Za-z0-9_.-]{1,40})""")
_SERVED = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.-]{1,40})", re.IGNORECASE)


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of `body`; bytes that cannot be decoded become U+FFFD.

    A byte order mark decides, else UTF-8 if the bytes are valid UTF-8, else the document's declaration, else the
    server's.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    for start, name in _WITHOUT_MARK:
        if body.startswith(start):
            return body.decode(name, "replace")
    names = _declared_names(body, content_type)
    if "iso-2022-jp" in names and b"\x1b$" in body:
        return body.decode("iso-2022-jp", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(body, names)


def _declared_names(body: bytes, content_type: str) -> list[str]:
    """Return the known character sets that the document and then the server declare."""
    declared = _DECLARED.search(body[:4_096])
    served = _SERVED.search(content_type)
    names = [declared.group(1).decode("ascii")] if declared else []
    names += [served.group(1)] if served else []
    return [name for name in map(str.lower, names) if _KNOWN.fullmatch(name)]


def _guess(body: bytes, names: list[str]) -> str:
    for name in names:
        if not name.startswith("utf"):
            return _decode_as(body, name)
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = sum(1 for character in text if character > "\x7f") - broken
    return text if foreign >= broken else _decode_as(body, "windows-1252")


def _decode_as(body: bytes, name: str) -> str:
    """Decode as `name`; what is declared as Latin-1 is Windows-1252 in practice, never C1 controls."""
    try:
        return body.decode("windows-1252" if name in _AS_WINDOWS else name, "replace")
    except LookupError:
        return body.decode("utf-8", "replace")
