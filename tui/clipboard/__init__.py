"""The clipboard: what text becomes when it is copied, and the ways it gets there. All but `app` knows no Textual."""
