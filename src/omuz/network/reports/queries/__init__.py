"""What can be read of reports: editions, their documents, texts, progress and differences."""
