"""Grouping stories into threads, with stable ids and reasons."""
