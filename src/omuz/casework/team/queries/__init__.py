"""What the team may ask about its work; names only in memory."""
