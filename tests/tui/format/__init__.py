"""Tests of what rows, lines and columns look like."""
