"""Orders under Law 6284, notification decisions and requests by authorities."""
