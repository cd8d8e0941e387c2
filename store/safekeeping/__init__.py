"""Keeping an archive whole and its own: examination, copies, the custody log, and deleting for good."""
