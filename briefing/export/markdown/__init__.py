"""Markdown: escaping, writing a brief, and reading one back."""
