"""The tests of narratives."""
