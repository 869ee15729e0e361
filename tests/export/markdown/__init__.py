"""Tests of the brief as Markdown."""
