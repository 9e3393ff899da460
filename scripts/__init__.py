"""Programs for those who work on the checker: each says how in its first lines."""
