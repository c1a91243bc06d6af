"""What a signed-in person may read of the standards, of her centre's assessment and of the network's rounds."""
