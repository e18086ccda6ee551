"""The two widgets that draw rows themselves, and what they share."""
