"""The secrets in a web address: user name and password, and the values of keys such as "token"."""

import re
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from briefing.text.addresses import safe_url

HIDDEN = "hidden"
"""Stands for a secret value in an address that may be stored and shown."""
_LEAST_BARE = 10
"""Characters of a secret that is masked wherever it stands; a shorter one could be a word of the text."""
_FIELD = re.compile(r"(?<=[?&;#])([^=&;#?]+)=([^&;#]*)")
_NAME_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SECRET_NAME = re.compile(
    r"(?:api|app|access|user|feed|rss|auth|private|client|session|login|shared|my)?"
    r"(?:token|key|auth|authorization|sig|signature|password|passwd|passphrase|pass|pwd|secret|jwt|bearer|credentials?"
    r"|sid|sessionid|login)",
    re.IGNORECASE,
)


def split_login(address: str) -> tuple[str, str]:
    """Return an address without user name and password, and these as they are written; "" if there are none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address, ""
    login, at, host = parts.netloc.rpartition("@")
    return (urlunsplit(parts._replace(netloc=host)), login) if at else (address, "")


def login_url(address: str) -> str | None:
    """Return `address` as `safe_url` does, but with its user name and password, or None if it may not be fetched."""
    bare, login = split_login(address.strip(" \t\r\n"))
    safe = safe_url(bare)
    if safe is None or not login:
        return safe
    user, colon, password = login.partition(":")
    written = quote(unquote(user), "") + colon + quote(unquote(password), "")
    return safe.replace("://", f"://{written}@", 1)


def public_address(address: str) -> str:
    """Return `address` without user name and password, and with "hidden" in place of every secret value."""
    bare, _ = split_login(address)
    return _FIELD.sub(lambda field: f"{field[1]}={HIDDEN}" if _is_secret(field) else field[0], bare)


def has_secrets(address: str) -> bool:
    """Return whether an address has a secret in it."""
    return public_address(address) != address


def is_hidden(address: str) -> bool:
    """Return whether a secret of this address was replaced."""
    return any(_is_secret_name(field[1]) and field[2] == HIDDEN for field in _FIELD.finditer(address))


def with_login(address: str, of: str) -> str:
    """Return `address` with the user name and password in the address `of`."""
    _, login = split_login(of)
    return address.replace("://", f"://{login}@", 1) if login else address


def masked(text: str, address: str) -> str:
    """Return `text` without the secret values of `address`, in each form in which a document may repeat them."""
    for field in _FIELD.finditer(address):
        if _is_secret(field):
            for value in {field[2], unquote(field[2]), quote(unquote(field[2]), "")}:
                for equals in ("=", "%3D", "%3d"):
                    text = text.replace(f"{field[1]}{equals}{value}", f"{field[1]}{equals}{HIDDEN}")
                if len(value) >= _LEAST_BARE:
                    text = text.replace(value, HIDDEN)
    password = unquote(split_login(address)[1].partition(":")[2])
    return text.replace(password, HIDDEN) if len(password) >= _LEAST_BARE else text


def shown_address(words: str) -> str:
    """Return what the user typed for an address as it may be repeated in a message."""
    if safe_url(split_login(words)[0]):
        return public_address(words)
    return "what was given" if "@" in words or "=" in words else repr(words[:80])


def _is_secret(field: re.Match[str]) -> bool:
    return field[2] not in ("", HIDDEN) and _is_secret_name(field[1])


def _is_secret_name(name: str) -> bool:
    words = _NAME_WORDS.findall(unquote(name))
    return any(_SECRET_NAME.fullmatch(word) for word in (*words, "".join(words)))
