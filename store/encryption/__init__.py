"""Encrypted archives: SQLCipher under the same tables. An extra; nothing else of the store knows which kind a file is."""
