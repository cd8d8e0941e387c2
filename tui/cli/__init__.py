"""The `archive` command: one file a subcommand, loaded when it is called. Textual starts only with the app."""


def main() -> None:
    """Run the command line."""
    raise SystemExit("archive: not built yet")
