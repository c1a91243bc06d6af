"""What centres share: directory, returns and protected totals; no case table may exist here."""
