"""Reads feeds, finds them on web pages, and reads and writes lists of feeds (OPML, newsboat)."""
