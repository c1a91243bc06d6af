"""What people do with editions; each act writes one event and refuses with a sentence fit for the reader."""
