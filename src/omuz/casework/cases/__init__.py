"""Files of women the centre works with: presentations, steps, safe contact, who holds them."""
