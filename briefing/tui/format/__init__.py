"""What every row, line and column looks like: pure functions from read models to lines of (text, role) runs."""
