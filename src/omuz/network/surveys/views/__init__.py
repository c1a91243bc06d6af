"""One function a page of the questionnaires."""
