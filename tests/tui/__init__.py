"""Tests of the screens: they press keys and read the screen as text."""
