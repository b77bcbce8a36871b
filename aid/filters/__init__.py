"""What the lists of equipment aid can be narrowed to."""
