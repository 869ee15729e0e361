"""Where things live on this machine, and what the user set."""
