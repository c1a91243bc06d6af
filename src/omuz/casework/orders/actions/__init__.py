"""What a worker does with orders; one function, one act, one audit event, and none that sends anything."""
