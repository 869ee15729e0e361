"""The exceptions that reach a reader, each with a sentence that can be acted on."""


class BriefingError(Exception):
    """A failure told to the reader in one plain sentence; `exit_code` is what the command line leaves with."""

    exit_code = 1


class NothingFound(BriefingError):
    """What was asked for is not in the store."""

    exit_code = 1


class UsageError(BriefingError):
    """The command, a setting or a file was not written as we read it."""

    exit_code = 2


class StoreError(BriefingError):
    """The store could not be opened, read or written."""

    exit_code = 3


class NetworkError(BriefingError):
    """An address could not be fetched."""

    exit_code = 4


class NotAFeed(BriefingError):
    """A document cannot be read as a feed; the sentence continues "this address ..."."""


class NoArticle(BriefingError):
    """A page holds no article text; the sentence continues "this address ..."."""
