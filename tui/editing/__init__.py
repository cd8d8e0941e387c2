"""Boxes that text is typed into, in any direction: one line (`input`) and many (`area`). What knows no Textual stands beside them."""
