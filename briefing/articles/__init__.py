"""The article in a web page: its text, links and metadata."""
