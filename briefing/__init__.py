"""briefing: topic threads with quotes, actors and sources, from feeds, in a terminal.

The house has five floors, and imports only go down: `cli` prints and exits, `tui` draws, `services` are the use cases
and the only place where rooms meet, then the rooms without doors between them (`store`, `web`, `feeds`, `articles`,
`analysis`, `export`, `settings`, `workers`), and at the bottom `model` and `text`, plain data and pure functions.
"""

__version__ = "0.1.0"
