"""The page that works without a line, what it asks the server, and the pages of the coordinator and of choosing."""
