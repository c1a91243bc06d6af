"""Omuz: casework sealed inside each women's counselling centre; above it a network that sees protected figures."""
