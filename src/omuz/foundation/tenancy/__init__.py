"""Row-level security: the second wall, which stands even when a query forgets whose rows it may see."""
