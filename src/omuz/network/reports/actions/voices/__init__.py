"""What people decide besides the text: recommendations, words of centres, consent to a card."""
