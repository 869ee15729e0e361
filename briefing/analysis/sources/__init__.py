"""What stories cite, which reprint others, and how many are independent."""
