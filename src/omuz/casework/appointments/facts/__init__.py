"""The door through which counted calls reach the figures."""
