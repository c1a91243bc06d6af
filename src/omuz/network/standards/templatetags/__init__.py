"""See standard_words.py."""
