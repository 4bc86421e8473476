"""After a run: how it ended in words, its documents, and who checks and approves it."""
