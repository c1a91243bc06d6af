"""Who did what and when, as one unbroken chain; an unrecorded write is impossible."""
