"""How parent and child talk: pickled messages, each after its length in eight bytes."""

import pickle
import struct
from collections.abc import Callable
from typing import Any, TypeAlias

LENGTH = struct.Struct(">Q")
LONGEST = 1 << 30
"""Bytes of one message; more is noise or a bug."""

Call: TypeAlias = tuple[Callable[..., Any], tuple[Any, ...]]
Reply: TypeAlias = tuple[bool, Any]
"""(True, value) or (False, exception)."""


def packed(message: Call | Reply) -> bytes:
    """Return one message ready to be written; raises what pickle raises where it cannot be pickled."""
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body
