"""One module for each family of commands; each command takes the arguments and returns the exit code."""
