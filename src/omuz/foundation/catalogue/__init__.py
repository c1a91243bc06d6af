"""The catalogues: lists, definitions and mappings that domain people write, and the tables they are read from."""
