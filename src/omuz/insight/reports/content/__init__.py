"""Report types as the people of the field write them: read from `catalogues/reports/`, checked, put together."""
