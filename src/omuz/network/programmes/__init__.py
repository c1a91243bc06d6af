"""Grant-funded programmes: what was promised, what was done for it, what is there to show."""
