"""The clipboard: what text becomes when it is copied, and the ways it gets there. Knows no Textual."""
