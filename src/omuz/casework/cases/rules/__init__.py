"""What a file may become, how its codes look, and what two writers at once are told; the standard library only."""
