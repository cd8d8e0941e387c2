"""`python -m tui.commands > docs/keys.md`."""

import sys

from tui.commands.page import markdown
from tui.i18n import set_language

set_language("en")
sys.stdout.write(markdown())
