"""The pages of the leaflet."""
