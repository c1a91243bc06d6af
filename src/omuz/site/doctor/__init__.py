"""The doctor: looks one installation over and says what is in order, what to see to, and what is wrong."""
