"""Reads of the room of her rights."""
