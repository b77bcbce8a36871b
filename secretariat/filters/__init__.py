"""What the lists of the secretariat can be narrowed to."""
