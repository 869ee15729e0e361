"""Tests of the use cases, against a real local HTTP server and a real store."""
