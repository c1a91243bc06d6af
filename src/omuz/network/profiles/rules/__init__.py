"""What holds of profiles without a database."""
