"""What follows from a risk talk, when to talk again, and what a safety plan may do: pure, no database."""
