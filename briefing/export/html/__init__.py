"""HTML: the brief as one self-contained page."""
