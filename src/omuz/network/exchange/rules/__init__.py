"""What holds for analyses and for the board, without a database."""
