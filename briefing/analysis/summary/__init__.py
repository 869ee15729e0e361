"""The narrative of a thread: sentences of its stories, and the choice among them."""
