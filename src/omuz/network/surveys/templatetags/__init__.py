"""Tags of the questionnaires' pages."""
