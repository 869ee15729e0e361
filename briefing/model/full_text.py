"""Whether full texts are fetched: the user's word on a feed, and the setting for all."""

from enum import StrEnum


class FullText(StrEnum):
    """Whether the pages of a feed's stories are fetched where it gives only a summary.

    AUTO fetches those of the threads that stand first or are opened; USUAL does as the settings say.
    """

    USUAL = ""
    ON = "on"
    AUTO = "auto"
    OFF = "off"
