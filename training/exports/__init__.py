"""What of trainings goes out as files."""
