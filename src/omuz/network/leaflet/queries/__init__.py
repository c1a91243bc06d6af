"""What the leaflet says and shows, and what was answered."""
