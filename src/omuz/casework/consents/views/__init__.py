"""Pages of her yes."""
