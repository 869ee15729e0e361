"""The user's passwords and tokens: in one file beside the store, which only the user can read, or in the keyring.

If the keyring has them, the file has only the names under which they are kept there, each with an empty text. The store
holds the address of a feed without its secrets. The network asks here for the address to fetch, and what it gets back
has the secrets masked.
"""

import json
from collections.abc import Collection, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from briefing.services.keyring_vault import KeyringVault, SecretsError
from briefing.settings.user_files import written_beside
from briefing.store.lock import release, try_exclusive, wait_for_lock
from briefing.text.secret_parts import has_secrets, is_hidden, public_address, split_login

_LOCK_SECONDS = 10.0
_ADDRESSES, _PASSWORDS = "addresses", "passwords"


class Secrets:
    """The secrets of one user. Each call reads the file again if it changed, as another process may have done."""

    def __init__(self, path: Path, *, in_keyring: bool = False) -> None:
        self.path = path
        self._in_keyring = in_keyring
        self._vault = KeyringVault(path)
        self._addresses: dict[str, str] = {}
        self._state: tuple[int, ...] | None = None

    def address(self, public: str) -> str:
        """Return the address to fetch for one that is stored: with its secrets, if it has any."""
        state = self._state_of_file()
        if state is None or state != self._state:
            self._addresses, self._state = self._read()[_ADDRESSES], state
        kept = self._addresses.get(public)
        if kept == "":
            kept = self._addresses[public] = self._value(_ADDRESSES, public, kept)
        return kept or public

    def public(self, address: str) -> str:
        """Return the stored form of an address, whose secrets need not be known."""
        real = self._values(self._read())[_ADDRESSES] if has_secrets(address) else {}
        known = (public for public, each in real.items() if _same_feed(each, address))
        return next(known, public_address(address))

    def holds(self, public: str) -> bool:
        """Return whether the address of a feed has secrets, known or lost."""
        return public in self._read()[_ADDRESSES] or is_hidden(public)

    def keep(self, address: str, taken: Collection[str] = ()) -> str:
        """Store the secrets of an address and return the address without them; it is none of `taken`.

        Another token or user name makes it another feed, another password of the same user does not. Raises
        SecretsError if the file cannot be written.
        """
        if not has_secrets(address):
            return address
        chosen = ""

        def change(content: dict[str, dict[str, str]]) -> None:
            nonlocal chosen
            addresses = content[_ADDRESSES]
            known = next((public for public, real in addresses.items() if _same_feed(real, address)), "")
            chosen = known or _free(public_address(address), {*addresses, *taken})
            addresses[chosen] = address

        self._change(change)
        return chosen

    def password(self, name: str) -> str:
        """Return what was kept under a name, such as that of a service; "" if nothing was."""
        kept = self._read()[_PASSWORDS].get(name)
        return "" if kept is None else self._value(_PASSWORDS, name, kept)

    def keep_password(self, name: str, password: str) -> None:
        """Store a password under a name; "" removes it."""

        def change(content: dict[str, dict[str, str]]) -> None:
            content[_PASSWORDS][name] = password
            if not password:
                del content[_PASSWORDS][name]

        self._change(change)

    def _state_of_file(self) -> tuple[int, ...] | None:
        """Return what changes whenever the file is replaced; (0,) if there is none, None if that cannot be said."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return (0,)
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _value(self, part: str, name: str, kept: str) -> str:
        """Return a secret that the file has as `kept`: if that is empty, the keyring has it."""
        return kept or self._vault.get(f"{part}: {name}")

    def _values(self, content: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
        """Return the contents of the file with the secrets that the keyring has."""
        return {
            part: {name: self._value(part, name, kept) for name, kept in names.items()}
            for part, names in content.items()
        }

    def _placed(self, content: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        """Keep all secrets in the keyring if they belong there, and return what the file has of them."""
        if not self._in_keyring:
            return content
        for part, names in content.items():
            for name, value in names.items():
                if value:
                    self._vault.set(f"{part}: {name}", value)
        return {part: dict.fromkeys(names, "") for part, names in content.items()}

    def _clear(self, before: Mapping[str, Mapping[str, str]], content: Mapping[str, Mapping[str, str]]) -> None:
        """Remove from the keyring what the file had there `before` and has no longer, or has itself now."""
        for part, names in before.items():
            for name, kept in names.items():
                if not kept and (not self._in_keyring or name not in content[part]):
                    self._vault.remove(f"{part}: {name}")

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            loaded = json.loads(self.path.read_bytes())
            return {part: _texts(loaded.get(part, {})) for part in (_ADDRESSES, _PASSWORDS)}
        except FileNotFoundError:
            return {_ADDRESSES: {}, _PASSWORDS: {}}
        except (OSError, ValueError, AttributeError, RecursionError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is damaged"
            raise SecretsError(
                f"The file {self.path} with passwords and tokens cannot be read ({reason}); put a backup in its place, "
                "or move it away and add these feeds again."
            ) from None

    def _change(self, change: Any) -> None:
        try:
            lock = wait_for_lock(lambda: try_exclusive(self.path), _LOCK_SECONDS, lambda _holder: None)
            if not lock.ours:
                raise SecretsError(f"Another briefing (process {lock.holder}) is writing to {self.path}; try again.")
            try:
                before = self._read()
                content = self._values(before)
                change(content)
                body = json.dumps({"version": 1, **self._placed(content)}, ensure_ascii=False, indent=1).encode()
                with written_beside(self.path, body, 0o600) as part:
                    part.replace(self.path)
                self._clear(before, content)
            finally:
                release(lock)
        except OSError as error:
            raise SecretsError(f"The file {self.path} cannot be written: {error.strerror}.") from error


def _same_feed(one: str, other: str) -> bool:
    """Return whether two addresses differ in the password at most."""
    return _without_password(one) == _without_password(other)


def _without_password(address: str) -> tuple[str, str]:
    bare, login = split_login(address)
    return bare, login.partition(":")[0]


def _free(public: str, taken: Collection[str]) -> str:
    """Return a form of `public` that is not taken yet; a fragment is not sent to the server."""
    if public not in taken:
        return public
    bare = public.partition("#")[0]
    return next(name for number in count(2) if (name := f"{bare}#{number}") not in taken)


def _texts(part: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): str(value) for name, value in part.items()}
