"""Tests of briefing.web."""
