"""What of equipment aid can be taken in as files."""
