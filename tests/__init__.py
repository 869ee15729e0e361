"""Tests: they mirror the tree of briefing/ and read as sentences."""
