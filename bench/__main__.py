"""`python -m bench [startup|search|importing|pages|layout|keystroke|repaint|reading|retrieval …]`: the tables, all or those named.

Repaint takes some minutes; retrieval, keys, adding, indexing and rebuilding need a corpus that is not part of the project: they are measured only when
they are named.
"""

from __future__ import annotations

import sys
from importlib import import_module

ALL = ("startup", "search", "importing", "pages", "layout", "keystroke", "reading")
ON_DEMAND = ("repaint", "retrieval", "keys", "adding", "indexing", "rebuilding", "similar", "memory")


def main() -> int:
    """Print each table as it is ready."""
    names = sys.argv[1:] or ALL
    for name in names:
        if name not in ALL + ON_DEMAND:
            sys.stderr.write(f"No measurement is called {name}. There are: {', '.join(ALL + ON_DEMAND)}.\n")
            return 2
        sys.stdout.write(f"{import_module(f'bench.{name}').run()}\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
