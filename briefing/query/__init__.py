"""The query language of search, filters and rules."""
