"""What a referral may become, what it says, and what its letters look like; no database."""
