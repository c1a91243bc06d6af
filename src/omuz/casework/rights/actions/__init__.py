"""What is done in the room of her rights; one function, one act, one audit event."""
