"""HTML: the brief as one page that needs nothing else."""
