"""What this room gives a report: the round of self-assessments, and the register of municipalities’ documents."""
