"""A site with feeds, and workspaces that synchronise."""

from tests.services.conftest import clock, site, workers, workspace

__all__ = ["clock", "site", "workers", "workspace"]
