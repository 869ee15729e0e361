"""Topics: the threads of one running matter over days, found from the terms that they share."""
