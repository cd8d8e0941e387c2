"""The terminal the app runs in: which one it is, who puts Arabic in order there, and what is written so that it is right.

`modes` names the ways of drawing, `profiles` the known terminals, `environment` finds out which one this is, `setup` decides,
`encoders` writes lines for terminals that reorder all the same, `driver` switches the terminal over and back.
Only `driver` and `output_filter` know Textual.
"""
