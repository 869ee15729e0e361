"""Child processes that run what may hang, grow or take long, and can be killed."""
