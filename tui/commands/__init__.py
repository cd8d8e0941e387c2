"""Every command of the app, once: its name, its help, its keys, where it holds and when it is possible.

Bindings, footer, palette, help screen and the table of docs/keys.md are all read from `tui.commands.table`, so none of them can
tell a different story. A command's `id` is also the name of the action that does it: the app, screen or widget that owns the place
has a method ``action_<id>``.
"""
