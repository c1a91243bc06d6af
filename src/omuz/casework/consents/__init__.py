"""What she agreed to, for whom, for what, until when."""
