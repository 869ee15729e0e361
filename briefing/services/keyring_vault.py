"""The keyring of the system, where passwords and tokens can be kept instead of in a file."""

from pathlib import Path

from briefing.model.errors import BriefingError


class SecretsError(BriefingError):
    """The passwords and tokens could not be read or written."""

    exit_code = 3


class KeyringVault:
    """The items of one user in the keyring; `file` is the file with their names, which differs between homes."""

    def __init__(self, file: Path) -> None:
        self._service = f"briefing {file}"

    def get(self, name: str) -> str:
        """Return what is kept under a name, "" if nothing is. Raises SecretsError if the keyring cannot be asked."""
        return _asked("get_password", self._service, name) or ""

    def set(self, name: str, value: str) -> None:
        """Keep `value` under a name. Raises SecretsError if that is not possible."""
        _asked("set_password", self._service, name, value)

    def remove(self, name: str) -> None:
        """Keep nothing under a name any more. Raises SecretsError if the keyring cannot be asked."""
        if self.get(name):
            _asked("delete_password", self._service, name)


def _asked(call: str, *words: str) -> str | None:
    """Return the answer of one function of the keyring."""
    try:
        import keyring  # only with the extra, and it looks through all packages for its backends
        from keyring.errors import KeyringError
    except ImportError:
        raise SecretsError(
            "Passwords and tokens are kept in the keyring, but the package keyring is missing: install briefing with "
            "the extra keyring."
        ) from None
    try:
        answer: str | None = getattr(keyring, call)(*words)
    except (KeyringError, OSError, RuntimeError) as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise SecretsError(f"The keyring of the system does not answer: {reason}") from None
    return answer
