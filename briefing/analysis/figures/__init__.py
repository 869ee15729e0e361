"""What stories count, and whether they agree."""
