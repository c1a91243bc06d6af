"""Recommendations, words of centres and cards as pages and reports read them."""
