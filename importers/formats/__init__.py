"""One file a format: each module has an `IMPORTER` that claims bytes and reads articles out of them."""
