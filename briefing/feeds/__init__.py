"""Feeds and lists of feeds: reading, discovery on web pages, OPML, newsboat urls."""
