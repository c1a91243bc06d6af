"""One function a page of the call tally."""
