"""What may be read of referrals; every question starts from the signed-in person."""
