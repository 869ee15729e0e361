"""Tests of briefing.workers."""
