"""Pure functions on strings: what may reach a terminal, addresses, paragraphs, sentences."""
