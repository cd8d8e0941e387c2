"""`python -m tui` is the `archive` command."""

import sys

from tui.cli import main

sys.exit(main())
