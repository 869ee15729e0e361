"""Tests of what widgets draw, without a terminal."""
