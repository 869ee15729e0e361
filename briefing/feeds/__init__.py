"""Feeds and lists of feeds: parsing, discovery, OPML, newsboat urls."""
