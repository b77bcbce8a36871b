"""Lists that the secretariat takes in."""
