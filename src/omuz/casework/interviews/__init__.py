"""First and later interviews: topics in free order, her own words apart."""
