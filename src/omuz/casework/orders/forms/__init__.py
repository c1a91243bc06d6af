"""What a page of this room accepts, and its sentences."""
