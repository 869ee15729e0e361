"""Tests of what leaves the program: Markdown and JSON."""
