import pytest

from briefing.text.encoding import decode

XML = '<?xml version="1.0" encoding="{}"?><t>{}</t>'


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-16", "utf-16-le", "utf-32", "windows-1252", "shift_jis", "koi8-r", "iso-2022-jp", "gb2312"]
)
def test_declared_character_sets_are_read(name: str) -> None:
    words = {"shift_jis": "日本語", "iso-2022-jp": "日本語", "gb2312": "中文新闻", "koi8-r": "Новости"}.get(
        name, "café"
    )
    document = XML.format(name.removesuffix("-le"), words)
    assert words in decode(document.encode(name))


def test_valid_utf8_counts_more_than_any_declaration() -> None:
    assert "café 日本" in decode(XML.format("utf-16", "café 日本").encode(), "text/xml; charset=iso-8859-1")


def test_windows_1252_under_a_false_name_is_read() -> None:
    assert "It’s “quoted” café" in decode(XML.format("utf-8", "It’s “quoted” café").encode("cp1252"))


def test_mostly_valid_utf8_is_read_as_utf8() -> None:
    assert decode("äöü \N{EURO SIGN}".encode() + b"\xff") == "äöü €\ufffd"


def test_latin1_never_gives_control_characters() -> None:
    text = decode(XML.format("iso-8859-1", "a\x9b31mb\x9d").encode("latin-1"))
    assert not any("\x80" <= character <= "\x9f" for character in text)


def test_names_of_python_codecs_are_ignored() -> None:
    assert r"\x1b[31m" in decode(XML.format("unicode_escape", r"\x1b[31m").encode())


def test_the_character_set_of_the_server_is_used_if_the_document_names_none() -> None:
    assert decode("Новости".encode("windows-1251"), "text/html; charset=windows-1251") == "Новости"


@pytest.mark.parametrize(
    ("label", "codec", "words"),
    [
        ("gb2312", "gbk", "朱镕基与習近平会谈"),
        ("x-gbk", "gb18030", "中文新闻"),
        ("shift_jis", "cp932", "①髙橋さん、高輪"),
        ("x-sjis", "cp932", "日本語"),
        ("euc-kr", "cp949", "똠방각하 뷁"),
        ("ks_c_5601-1987", "cp949", "한국어"),
        ("big5", "big5hkscs", "香港嘅新聞"),
        ("l1", "cp1252", "It’s"),
        ("iso-8859-9", "cp1254", "İstanbul’da"),
        ("tis-620", "cp874", "ข่าว"),
        ("mac", "mac-roman", "café"),
        ("x-cp1251", "cp1251", "Новости"),
    ],
)
def test_labels_mean_what_they_mean_in_browsers(label: str, codec: str, words: str) -> None:
    assert words in decode(XML.format(label, words).encode(codec))


def test_additions_of_windows_to_japanese_are_read() -> None:
    declared = b'<?xml version="1.0" encoding="%s"?>'
    words = "①㈱～あ髙"
    assert decode(declared % b"euc-jp" + b"\xad\xa1\xad\xea\xa1\xc1\xa4\xa2\xfc\xe2").endswith(words)
    assert decode(declared % b"iso-2022-jp" + b'\x1b$B-!-j!A$"|b\x1b(B').endswith(words)
    assert decode(declared % b"shift_jis" + words.encode("cp932")).endswith(words)


def test_bytes_that_are_no_japanese_are_replaced() -> None:
    assert decode(b'<?xml encoding="euc-jp"?>\xff\xa4').endswith("\ufffd\ufffd")
