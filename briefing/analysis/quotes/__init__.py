"""Quotes and their speakers, as spans of one text."""
