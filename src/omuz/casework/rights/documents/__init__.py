"""Papers of this room as PDF."""
