"""Omuz: casework sealed inside each women's counselling centre, and a network above it that sees protected figures only."""
