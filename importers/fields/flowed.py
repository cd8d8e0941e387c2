"""Text of mails in the form "flowed" (RFC 3676): a line that ends in a blank goes on in the next one."""

from __future__ import annotations

_SIGNATURE = "-- "


def paragraphs(text: str, *, joined: bool = False) -> str:
    """The text with its paragraphs on one line each.

    Lines of different depths of quoting are never joined, nor is the line above a signature. `joined` is whether the blank
    at the end of a line falls away (``DelSp=yes``).
    """
    lines: list[list[str]] = []
    goes_on, depth = False, 0
    for line in text.replace("\r\n", "\n").split("\n"):
        rest = line.lstrip(">")
        its_depth = len(line) - len(rest)
        rest = rest.removeprefix(" ")
        soft = rest.endswith(" ") and rest != _SIGNATURE
        said = rest[:-1] if soft and joined else rest
        if goes_on and its_depth == depth and rest != _SIGNATURE:
            lines[-1].append(said)
        else:
            lines.append([f"{'>' * its_depth} {said}" if its_depth else said])
        goes_on, depth = soft, its_depth
    return "\n".join(map("".join, lines))
