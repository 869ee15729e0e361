"""Extracts the article from a web page: its text, links and metadata."""
