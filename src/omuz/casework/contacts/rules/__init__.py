"""What a contact may hold, when she may be called, and what a note had better not say; the standard library only."""
