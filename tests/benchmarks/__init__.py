"""Measurements and training, run as python -m tests.benchmarks.NAME."""
