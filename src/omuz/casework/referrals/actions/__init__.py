"""What a worker does with referrals; each act writes exactly one event."""
