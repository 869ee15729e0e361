"""Quotes: marks, speakers, roles, collation."""
