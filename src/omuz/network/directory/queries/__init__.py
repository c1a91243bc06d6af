"""What the directory tells: entries, search, the page as at a day, coverage, tables to take along."""
