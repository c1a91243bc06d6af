"""Papers of the meetings room: one description of a paper, set as PDF and as DOCX alike; calendar files and tables."""
