"""What a user would build instead of Manta, to measure Manta against."""
