"""Runs the servers until it is interrupted, and prints their addresses."""

import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, suppress

from tests.servers import NotInstalled, RealServer, freshrss, miniflux_server


def main() -> None:
    """Run what is installed."""
    starts: tuple[Callable[[], AbstractContextManager[RealServer]], ...] = (miniflux_server, freshrss)
    with ExitStack() as stack, suppress(KeyboardInterrupt):
        for start in starts:
            try:
                server = stack.enter_context(start())
            except NotInstalled as error:
                sys.stdout.write(f"{error}\n")
                continue
            sys.stdout.write(f"{server.kind}  {server.url}  user {server.user}  password {server.password}\n")
            sys.stdout.flush()
        time.sleep(86_400)


main()
