"""What holds without a database: shelters, hours, telephones, verification, the tables of the exchange format."""
