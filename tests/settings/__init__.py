"""Tests of places and settings."""
