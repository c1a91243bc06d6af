"""Papers of the meetings room: what they say; how they are set is everybody's (insight/papers)."""
