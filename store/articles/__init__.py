"""Articles on their way in and out: bytes, what was read from them, where they came from, and the listing of what is visible."""
