"""What is typed about trainings."""
