"""Pages of the yearly profiles."""
