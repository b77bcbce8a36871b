"""Pages of equipment aid."""
