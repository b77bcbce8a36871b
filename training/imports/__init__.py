"""What of trainings can be taken in as files."""
