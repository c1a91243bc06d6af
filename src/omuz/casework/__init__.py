"""The sealed centre: what a counsellor does with a woman who asks for support; nothing here may reach the network."""
