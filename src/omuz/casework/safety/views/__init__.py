"""Pages of risk talks and safety plans."""
