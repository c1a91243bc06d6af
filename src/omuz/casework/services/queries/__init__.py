"""What may be read of requests and services; every question starts from the signed-in person."""
