"""Plain data that every floor shares: frozen dataclasses, enums and our exceptions."""
