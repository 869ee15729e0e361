"""Tests of the built wheel in environments of its own; they need the network and run with `pytest -m installs`."""
