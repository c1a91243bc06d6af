"""What this room shows: computers, comparisons that wait, drafts she may take along."""
