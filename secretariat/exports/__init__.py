"""What of the secretariat leaves as a file."""
