"""The guide for staff, read inside the program; its text is content under `docs/guide/`."""
