"""What screens are composed of: plain objects that each answer the actions of one concern."""
