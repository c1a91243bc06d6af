"""The worker's desk: today, and one file on one page."""
