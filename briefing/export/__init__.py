"""The brief as Markdown and everything as JSON."""
