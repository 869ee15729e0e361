"""Figures: what stories count, and whether they agree."""
