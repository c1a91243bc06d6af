"""The model of coordination inside a municipality: directorates, protocol, plan of action, stages."""
