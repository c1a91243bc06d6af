"""What she said yes to, opened for whoever may open her file."""
