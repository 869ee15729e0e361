"""Tests of briefing.feeds."""
