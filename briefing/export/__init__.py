"""What leaves the program: Markdown, JSON, and the reasons of the analysis in sentences."""
