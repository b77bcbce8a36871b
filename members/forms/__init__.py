"""What is typed about people, work abroad, memberships and groups."""
