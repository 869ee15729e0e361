"""Child processes for work that may hang, use too much memory or take long, and that can be killed."""
