"""The messages between the program and its workers: pickled values, each after its length in eight bytes."""

import pickle
import struct
from collections.abc import Callable
from typing import Any, TypeAlias

from briefing.frozen import dataclass
from briefing.model.errors import BriefingError

LENGTH = struct.Struct(">Q")
LONGEST = 1 << 28
"""Bytes of one message. A longer one is a bug, or not a message at all."""


@dataclass(frozen=True, slots=True)
class Call:
    """A function that a worker is asked to run, and the seconds after which it is killed."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Returned:
    """What the function returned."""

    value: Any


@dataclass(frozen=True, slots=True)
class Raised:
    """One of the program's own exceptions, which the function raised for its caller."""

    exception: BriefingError


@dataclass(frozen=True, slots=True)
class Broke:
    """A sentence about any other exception: the function did not do what it was asked."""

    sentence: str


Reply: TypeAlias = Returned | Raised | Broke


def frame_message(message: Call | Reply) -> bytes:
    """Return `message` ready to be sent.

    Raises OverflowError if it is longer than LONGEST, or whatever pickle raises if it cannot be pickled.
    """
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    if len(body) > LONGEST:
        raise OverflowError("the message is too long")
    return LENGTH.pack(len(body)) + body
