"""The web server process: the port it listens on and the workers behind it."""
