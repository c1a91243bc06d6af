"""Who works with whom in the network: ties of centres with institutions, and the protocols behind them."""
