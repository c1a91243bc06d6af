"""Papers of this room: the page of a directorate, the protocol, the plan of action."""
