"""What can be saved from a damaged archive, read from its pages without SQLite, and the new archive made of it."""
