"""Tests of actors and their roles."""
