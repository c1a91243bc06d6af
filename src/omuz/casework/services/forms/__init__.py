"""Forms of this room: large choices, next to nothing demanded, what was typed always sent back."""
