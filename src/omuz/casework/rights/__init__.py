"""Her rights: to see, correct, restrict, learn who saw, take back, and be forgotten."""
