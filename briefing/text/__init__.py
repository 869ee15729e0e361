"""Pure functions on strings: cleaning for the terminal, markup, web addresses, encodings, dates, letters."""
