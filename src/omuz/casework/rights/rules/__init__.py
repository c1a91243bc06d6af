"""What is valid in the room of her rights; pure functions."""
