"""What people do with standards; each act writes one event and refuses with a sentence fit for the reader."""
