"""Which protected or released figures a person may see."""
