"""Tests of the house itself: floors, cold start, size of files, documentation."""
