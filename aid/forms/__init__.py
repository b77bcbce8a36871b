"""Forms of equipment aid."""
