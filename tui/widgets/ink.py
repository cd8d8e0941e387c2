"""A component's colour and weight, to be laid over whatever stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.widget import Widget

if TYPE_CHECKING:
    _Base = Widget
else:
    _Base = object


class LazyComponents(_Base):
    """For widgets before their Textual base: the styles of COMPONENT_CLASSES are worked out when they are asked for.

    Textual works out all of them each time a widget may look different. The browser has over a hundred and shows ten, which
    made up a fifth of the time to its first frame.
    """

    @classmethod
    def _get_component_classes(cls) -> frozenset[str]:  # type: ignore[override]  # there it has a cache
        """None that Textual need care for."""
        return frozenset()

    def get_component_styles(self, *names: str) -> RenderStyles:
        """The styles of these components. Raises KeyError for one that the class does not have."""
        known = super()._get_component_classes()
        for name in known.intersection(names).difference(self._component_styles):
            component = DOMNode(classes=name)
            component._attach(self)
            self.app.stylesheet.apply(component)
            self._component_styles[name] = component.styles
        return super().get_component_styles(*names)

    def notify_style_update(self) -> None:
        """Forget them: the widget may look different now."""
        self._component_styles.clear()
        super().notify_style_update()


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
