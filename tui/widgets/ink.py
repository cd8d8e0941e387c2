"""A component's colour and weight, to be laid over whatever stands behind it."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


def ink(widget: Widget, component: str) -> Style:
    """The style of a component class without its background, so that the cursor's row stays one colour.

    Textual's own partial style can't be used: it leaves out colours that depend on what they stand on (`$text-muted`).
    """
    full = widget.get_component_rich_style(component)
    return Style(
        color=full.color,
        bold=full.bold or None,
        dim=full.dim or None,
        italic=full.italic or None,
        underline=full.underline or None,
        reverse=full.reverse or None,
    )
