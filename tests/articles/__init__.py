"""Tests of briefing.articles."""
