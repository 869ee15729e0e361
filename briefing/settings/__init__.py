"""Where files live on this machine, and what the user has set."""
