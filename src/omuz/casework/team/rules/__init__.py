"""Who may know of a file, how names are alike, what a meeting decides: pure rules."""
