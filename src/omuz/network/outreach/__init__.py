"""Activities of prevention: what a centre did outside its door, and how many people it reached."""
