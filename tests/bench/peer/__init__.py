"""The peer: the framework's own admin over plain, unsealed, unlogged rows, behind the same web server."""
