"""What is typed about her yes."""
