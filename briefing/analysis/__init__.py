"""Pure functions that find threads, quotes, actors and sources in stored text."""
