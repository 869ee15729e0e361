"""Decodes bytes as browsers do; the bytes themselves count more than any declaration.

Labels such as "latin1" and "x-sjis" mean what the WHATWG Encoding Standard says (the table of `webencodings`).
"""

import codecs
import re

import webencodings

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WITHOUT_MARK = ((b"<\x00?\x00", "utf-16-le"), (b"\x00<\x00?", "utf-16-be"), (b"<\x00\x00\x00", "utf-32-le"))
_SUPERSETS = {"gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949", "big5": "big5hkscs"}
"""The codec of Python that reads what the standard means, if the one of the same name reads less."""
_SAFE_ONLY_IF_ESCAPED = "iso-2022-jp"
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
    if _SAFE_ONLY_IF_ESCAPED in names and b"\x1b$" in body:
        return body.decode(_SAFE_ONLY_IF_ESCAPED, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(body, names)


def _declared_names(body: bytes, content_type: str) -> list[str]:
    """Return the standard names of the character sets that the document and then the server declare, if known."""
    declared = _DECLARED.search(body[:4_096])
    served = _SERVED.search(content_type)
    names = [declared.group(1).decode("ascii")] if declared else []
    names += [served.group(1)] if served else []
    found = (webencodings.lookup(name) for name in names)
    return [encoding.name for encoding in found if encoding is not None]


def _guess(body: bytes, names: list[str]) -> str:
    for name in names:
        if not name.startswith("utf"):
            return _decode_as(body, name)
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = sum(1 for character in text if character > "\x7f") - broken
    return text if foreign >= broken else _decode_as(body, "windows-1252")


def _decode_as(body: bytes, name: str) -> str:
    """Decode as the standard's encoding `name`."""
    if name in _SUPERSETS:
        return body.decode(_SUPERSETS[name], "replace")
    encoding = webencodings.lookup(name)
    return encoding.codec_info.decode(body, "replace")[0] if encoding else body.decode("utf-8", "replace")
