"""Pages of requests and services."""
