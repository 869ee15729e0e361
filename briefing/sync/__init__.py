"""Clients of the servers that can keep a user's feeds."""
