"""The leaflet: the only pages for a woman herself, open without sign-in."""
