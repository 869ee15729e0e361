"""Models as the stable JSON documents of the command line."""
