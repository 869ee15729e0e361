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
_JAPANESE, _AS_WINDOWS = "euc-jp", "briefing-as-windows"
_WIDE = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")
"""Six characters that the standard reads as Windows does."""
_FIRST_KANJI, _LAST_KANJI = 0xA1, 0xFE
_ESCAPE = re.compile(rb"\x1b(\$@|\$B|\(B|\(J|\(I)")
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
        return _decode_as(_without_escapes(body), _JAPANESE)
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
    if name == _JAPANESE:
        return body.decode(_JAPANESE, _AS_WINDOWS).translate(_WIDE)
    encoding = webencodings.lookup(name)
    return encoding.codec_info.decode(body, "replace")[0] if encoding else body.decode("utf-8", "replace")


def _without_escapes(body: bytes) -> bytes:
    """Return text in ISO-2022-JP as EUC-JP, which has the same characters without escape sequences."""
    first, *rest = _ESCAPE.split(body)
    parts = [first]
    for escape, run in zip(rest[::2], rest[1::2], strict=True):
        if escape in (b"$@", b"$B"):
            parts.append(bytes(each | 0x80 if 0x21 <= each <= 0x7E else each for each in run))
        elif escape == b"(I":
            parts.append(b"".join(b"\x8e" + bytes([each | 0x80]) for each in run))
        else:
            parts.append(run)
    return b"".join(parts)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Decode two bytes of EUC-JP that Python rejects: the standard has the additions of Windows, such as "①"."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    if len(pair) < 2 or min(pair) < _FIRST_KANJI or max(pair) > _LAST_KANJI:
        return "\ufffd", error.start + 1
    row, cell = (each - _FIRST_KANJI for each in pair)
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + (0x9F if row % 2 else 0x40 if cell < 63 else 0x41)
    try:
        return bytes((lead, trail)).decode("cp932"), error.start + 2
    except UnicodeDecodeError:
        return "\ufffd", error.start + 2


codecs.register_error(_AS_WINDOWS, _as_windows)
