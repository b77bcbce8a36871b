"""What of equipment aid can be taken out as files."""
