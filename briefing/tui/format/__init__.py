"""The look of every row and line: pure functions from read models to lines of (text, role) runs."""
