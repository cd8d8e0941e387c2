"""The tutor: ten minutes on a copy of the sample archive, one step after the other, each done by doing it."""
