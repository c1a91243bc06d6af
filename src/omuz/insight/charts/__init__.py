"""Draws protected tables: charts, maps, sentences and files, from a SafeTable and from nothing else."""
