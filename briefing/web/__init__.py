"""Fetches documents over HTTP within limits, and decides which addresses may be reached."""
