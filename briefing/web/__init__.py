"""Fetching over HTTP within limits, and which addresses may be reached."""
