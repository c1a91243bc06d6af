"""Pages that show the figures of the network and of a centre: protected or released tables, and nothing else."""
