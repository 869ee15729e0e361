"""The only SQL: one SQLite file with everything the program knows."""
