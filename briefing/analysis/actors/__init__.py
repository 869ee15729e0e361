"""Actors and the roles that a text gives them, as spans."""
