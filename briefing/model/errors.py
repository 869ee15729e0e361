"""The exceptions that reach the user, each with a sentence to act on."""


class BriefingError(Exception):
    """A failure, in one plain sentence for the user; `exit_code` is the exit code of the command."""

    exit_code = 1


class NothingFound(BriefingError):
    """What was asked for is not in the store."""

    exit_code = 1


class UsageError(BriefingError):
    """A command, a setting or a file is not in the expected form."""

    exit_code = 2


class QueryError(UsageError):
    """A query has a wrong term; `start` and `end` are its offsets in the query, and the sentence names its place."""

    def __init__(self, sentence: str, start: int, end: int) -> None:
        super().__init__(sentence)
        self.start = start
        self.end = end


class StoreError(BriefingError):
    """The store could not be opened, read or written."""

    exit_code = 3


class NoStore(StoreError):
    """There is no store to read."""


class NetworkError(BriefingError):
    """An address could not be fetched."""

    exit_code = 4


class NotAFeed(BriefingError):
    """A document cannot be read as a feed; the sentence continues "this address ..."."""


class NoArticle(BriefingError):
    """A page holds no article text; the sentence continues "this address ..."."""
