"""Tests of the package data, and the files they are checked against."""
