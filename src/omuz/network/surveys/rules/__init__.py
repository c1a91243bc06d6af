"""What holds of rounds, devices and forms, without a database."""
