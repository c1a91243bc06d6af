"""Forms and words of the risk talk and the safety plan."""
