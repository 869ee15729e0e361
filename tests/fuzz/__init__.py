"""Feeds random and broken input to everything that reads what strangers or users write."""
