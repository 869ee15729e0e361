"""Tests of tokens, sentences and tags."""
