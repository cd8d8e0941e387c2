"""The sources of `archive.db`, the starter archive, and the program that builds it."""
