"""Papers every room may hand out: one description, set as PDF and as DOCX alike; and files for calendars."""
