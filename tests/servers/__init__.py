"""Real servers that keep feeds, started for the tests of synchronisation: `python -m tests.servers` runs them by hand.

Miniflux is the program `miniflux.app` (`go install miniflux.app/v2@latest`) on the PATH or named by BRIEFING_MINIFLUX,
on a PostgreSQL whose programs are in a usual place. FreshRSS is a checkout named by BRIEFING_FRESHRSS, run by `php`.
"""

from tests.servers.freshrss import freshrss
from tests.servers.miniflux import miniflux_server
from tests.servers.real_server import NotInstalled, RealServer

__all__ = ["NotInstalled", "RealServer", "freshrss", "miniflux_server"]
