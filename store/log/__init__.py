"""What people did, as facts that are never altered: the log of changes, taking back, and the clock that orders them."""
