"""What she asked for, what she received, what was missing."""
