"""Pages about figures and returns: the centre's, the director's, the network's."""
