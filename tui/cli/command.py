"""Commands as this program has them: shared options before or after the name, help in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tui.cli.as_utf8 import as_utf8
from tui.cli.invocation import Invocation
from tui.i18n import LANGUAGES, N_, _
from tui.terminals.modes import MODES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["Command", "Option", "shared_options"]


class Option(click.Option):
    """An option; `help` is a message marked with N_, translated when the help is shown."""


class File(click.ParamType[str]):
    """A path, which a shell completes as one. Whether there is a file is seen where it is opened."""

    name = "file"

    def shell_complete(
        self, _ctx: click.Context, _param: click.Parameter, begun: str
    ) -> list[CompletionItem]:
        """Let the shell find files."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - for a shell that completes

        return [CompletionItem(begun, type="file")]


def _store(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keep a shared option's value; the one given last, further right, stands."""
    if ctx.get_parameter_source(param.name or "") is click.core.ParameterSource.COMMANDLINE:
        invocation = ctx.ensure_object(Invocation)
        if param.name == "no_color":
            invocation.color = False
        elif param.name in {"db", "bidi"}:
            setattr(invocation, param.name, value)


def _show_help(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from tui.cli import help_page  # noqa: PLC0415 - only for those who ask

        help_page.show(ctx)
        ctx.exit()


def shared_options() -> list[click.Parameter]:
    """The options that may stand before or after a command's name."""
    shared: dict[str, Any] = {"expose_value": False, "callback": _store}
    return [
        Option(["--db"], metavar="FILE", type=File(), help=N_("The archive to open."), **shared),
        Option(["--lang"], type=click.Choice(LANGUAGES), help=N_("The language to speak."), **shared),
        Option(["--bidi"], type=click.Choice(MODES), help=N_("Who puts Arabic letters in order."), **shared),
        Option(
            ["--no-color"],
            is_flag=True,
            help=N_("No colours; NO_COLOR in the environment does the same."),
            **shared,
        ),
        Option(
            ["--help"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
            help=N_("This help."),
        ),
    ]


class Command(click.Command):
    """A subcommand. `help` says what it does, `examples` are command lines to copy (shell line, what it does)."""

    def __init__(
        self,
        name: str | None,
        *,
        examples: tuple[tuple[str, str], ...] = (),
        loose: bool = False,
        **settings: Any,
    ) -> None:
        """`loose`: a word with one dash that names no option is an operand (``-word`` in a query)."""
        super().__init__(name, add_help_option=False, **settings)
        self.examples = examples
        self.loose = loose
        self.params = [*self.params, *shared_options()]
        self.context_settings = {
            **self.context_settings,
            "ignore_unknown_options": loose,
            "allow_extra_args": True,
        }

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words; words that belong to nothing, and long options that nobody knows, are errors."""
        if self.loose and not ctx.resilient_parsing:
            self._refuse_unknown_long_options(ctx, args)
        if not ctx.resilient_parsing:
            self._refuse_two_of_one(ctx, args)
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise click.UsageError(_("This is too much: {words}.").format(words=" ".join(rest)), ctx)
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run it, with its words in letters whatever the locale; those that name files as the system has them."""
        for param in self.params:
            if param.name in ctx.params and not isinstance(param.type, click.Path | File):
                ctx.params[param.name] = as_utf8(ctx.params[param.name])
        return super().invoke(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - as click calls it
        """What it does, in the reader's language, for a shell that completes its name."""
        return _(self.help) if self.help else ""

    def _refuse_unknown_long_options(self, ctx: click.Context, args: list[str]) -> None:
        known = [name for param in self.get_params(ctx) for name in (*param.opts, *param.secondary_opts)]
        for word in args:
            if word == "--":
                return
            name = word.partition("=")[0]
            if name.startswith("--") and name not in known:
                raise click.NoSuchOption(
                    name, possibilities=[n for n in known if n.startswith("--")], ctx=ctx
                )

    def _refuse_two_of_one(self, ctx: click.Context, args: list[str]) -> None:
        """Of options that say the same thing in different ways, as --json and --csv do, only one can be meant."""
        given: dict[str, str] = {}
        said = {
            name: param.name or ""
            for param in self.params
            for name in param.opts
            if _says_one_of_several(param)
        }
        for word in args:
            if word == "--":
                return
            if word in said and given.setdefault(said[word], word) != word:
                sentence = _("{one} and {other} can't both be had. Leave one of them out.")
                raise click.UsageError(sentence.format(one=given[said[word]], other=word), ctx)


def _says_one_of_several(param: click.Parameter) -> bool:
    return isinstance(param, click.Option) and param.is_flag and not param.is_bool_flag


def subcommand(
    name: str,
    *,
    about: str,
    examples: tuple[tuple[str, str], ...],
    loose: bool = False,
) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a subcommand. `about` and the meanings of the `examples` are messages marked with N_."""
    return click.command(name, cls=Command, help=about, examples=examples, loose=loose)
