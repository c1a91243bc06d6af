"""What somebody does about people: at the door, with accounts, with posts, with places, with keys."""
