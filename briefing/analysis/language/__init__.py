"""Tokens, sentences and tags of one text, which quotes and actors are read from."""
