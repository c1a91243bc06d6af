"""Pages of the reports: the list, a new edition, its desk, one section, reading, comparing, files."""
