"""The one page of a file and the page of today."""
