"""Risk talks with a prompt and no score, and safety plans in her words."""
