"""The full-text mode: whether the pages of stories are fetched."""

from enum import StrEnum


class FullText(StrEnum):
    """Whether the pages of the stories of a feed are fetched if it gives only a summary.

    AUTO fetches those of threads that come first or are opened; USUAL follows the settings.
    """

    USUAL = ""
    ON = "on"
    AUTO = "auto"
    OFF = "off"
