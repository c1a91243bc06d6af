"""Pages of her rights."""
