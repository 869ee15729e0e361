"""Package data: word lists, trained weights and the demo world."""
