"""The promises of reliability, security and disclosure, each tried a counted number of times (`make trust`)."""
