"""The team's work: meeting, urgent list, conflicts of interest, restricted files, name search."""
