"""The network for one workspace, which remembers between two runs which hosts asked to be left alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from briefing.services.network import Fetch, network
from briefing.services.workspace import Workspace
from briefing.store import resting_hosts as resting_table
from briefing.web.host_turns import RestingHosts


@asynccontextmanager
async def polite_network(workspace: Workspace) -> AsyncIterator[Fetch]:
    """Provide a fetch function while the context is open; hosts that ask for it are left alone, now and later.

    Raises StoreError if the store cannot be read or written.
    """
    known = await workspace.database.read(resting_table.resting_hosts, workspace.now())
    resting = RestingHosts(known, workspace.clock)
    try:
        room = workspace.workers.room
        async with network(
            workspace.settings, workspace.fetch, secrets=workspace.secrets, resting=resting, room=room
        ) as fetch_now:
            yield fetch_now
    finally:
        if resting.learned and not workspace.read_only:
            await workspace.database.run(resting_table.keep_resting_hosts, resting.learned, workspace.now())
