"""Pages of referrals, of the inbox and of the address book."""
