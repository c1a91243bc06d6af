"""What leaves the centre about her: to whom, with her consent, with what result."""
