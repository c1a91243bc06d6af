"""Forms of an interview: everything optional, every sentence fit for a tired person."""
