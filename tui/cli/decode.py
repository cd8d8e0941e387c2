"""`archive decode ID`: which encodings the stored bytes may be in, and reading the article again in one of them."""

from __future__ import annotations

import click

from tui.cli.command import Option, subcommand
from tui.cli.invocation import Invocation
from tui.cli.opened import opened
from tui.cli.output import Item, output, print_json
from tui.history import sentence
from tui.i18n import N_, _


@subcommand(
    "decode",
    about=N_(
        "Say which encodings the stored bytes of an article may be in, the likeliest first, and how the text would begin."
        " With --encoding, read the article again so: its id, tags and notes stay, and 'archive undo' takes it back."
    ),
    examples=(
        ("archive decode 3fa9c1", N_("the encodings that give a text")),
        ("archive decode 3fa9c1 --encoding cp1256", N_("read it again as Windows Arabic")),
    ),
)
@click.argument("id", metavar="ID")
@click.option("--encoding", cls=Option, metavar="NAME", help=N_("Read the article again in this encoding."))
@click.option("--json", "as_json", cls=Option, is_flag=True, help=N_("As JSON."))
@click.pass_obj
def command(invocation: Invocation, id: str, encoding: str | None, as_json: bool) -> int:  # noqa: A002 - the contract's word
    """Print the choices, or read again."""
    from importers.decoding import choices, decode_again  # noqa: PLC0415 - the importers are needed here only

    with opened(invocation) as archive:
        stored = archive.article(id)
        if encoding is not None:
            change = decode_again(archive, stored.id, encoding)
            if as_json:
                print_json(
                    {"id": stored.id, "change": change.id or None, "encoding": change.values["encoding"]}
                )
            else:
                with output(invocation) as out:
                    out.items((Item(sentence(change)),))
            return 0
        found = choices(archive.original(stored.id), stored.provenance[0])
    now = stored.provenance[0].encoding
    if as_json:
        rows = [{"encoding": one.encoding, "sure": one.sure, "beginning": one.beginning} for one in found]
        print_json({"id": stored.id, "encoding": now, "choices": rows})
        return 0 if found else 1
    with output(invocation) as out:
        for one in found:
            mark = _("read so now") if one.encoding == now else ""
            out.items(
                (Item(one.encoding, "ltr"), Item(f"{one.sure:.0%}", "ltr", "dim"), Item(mark, tone="dim"))
            )
            out.text(one.beginning.split("\n")[0], indent=2)
        if not found:
            out.say(_("These bytes are a text in no encoding that is known here."))
    return 0 if found else 1
