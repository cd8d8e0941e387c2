"""Everything on a screen: the `archive` command and the app."""
