"""What text fields of other programs do with the same keys: recorded answers, and ours beside them.

Recorded from QLineEdit and QTextEdit of Qt 6.12.0 (visual cursor movement) and from a textarea with `dir=auto` in
Chromium 156 on Linux, keys sent as events, positions read back as indices of the value. An empty answer was not recorded.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

QT = "Qt 6.12.0"
CHROMIUM = "Chromium 156.0.8078.79"


class Case(NamedTuple):
    """A value, where the cursor stands in it, the keys pressed then, and what came of it.

    `answer` says what is compared: the index of the cursor before and after each key; the text at the end with the cursor
    as `|`; or what is selected at the end.
    """

    what: str
    value: str
    at: int
    keys: tuple[str, ...]
    answer: Literal["cursor", "text", "selected"]
    qt: str
    chromium: str
    ours: str
    why: str = ""
    lines: bool = False
    """In a box of several lines; otherwise in one of one line."""


LEFT, RIGHT = ("left",), ("right",)
ZWJ, ACUTE = "\u200d", "\u0301"

CASES = (
    Case("← through mixed text", "سلام CNDH", 0, LEFT * 10, "cursor",
         "0 1 2 3 4 9 8 7 6 5 5", "0 1 2 3 4 5 6 7 8 9 9", "0 1 3 4 8 7 6 5 9 9 9",
         "The arrow goes where it points, as in Qt; Chromium's jumps to the far side of the Latin word. Our cursor is a cell, "
         "not a gap: it stands on H (8), where Qt's stands right of it (9), and on لا once."),
    Case("→ back again", "سلام CNDH", 9, RIGHT * 10, "cursor",
         "9 4 3 2 1 0 0 0 0 0 0", "9 8 7 6 5 4 3 2 1 0 0", "9 5 6 7 8 4 3 1 0 0 0",
         "Behind the text our cursor stands at its left end, from where → passes every letter; Qt's gap at 9 is beside the "
         "Arabic, and → never enters the Latin word."),
    Case("← through a lam-alef", "لا", 0, LEFT * 3, "cursor", "0 1 2 2", "0 1 2 2", "0 2 2 2",
         "It is one cell, and a cell can't be half under the cursor. Backspace and Delete still take one letter of it."),
    Case("← through harakat", "كُتُب", 0, LEFT * 5, "cursor", "0 1 2 3 4 5", "0 2 4 5 5 5", "0 2 4 5 5 5",
         "As Chromium: a letter with its marks is one place. Qt stands between them, where nothing is seen to move."),
    Case("Ctrl+← through Arabic words", "مُحَمَّد في الرباط", 0, ("ctrl+left",) * 4, "cursor",
         "0 9 12 18 18", "0 8 11 18 18", "0 9 12 18 18",
         "As Qt: to where words begin, in both directions. Chromium goes to where they end."),
    Case("Ctrl+← through mixed words", "تقرير Human Rights Watch عن", 0, ("ctrl+left",) * 6, "cursor",
         "0 6 12 19 25 27 27", "0 5 11 18 24 27 27", "0 19 12 6 25 27 27",
         "On the screen Watch is the first of the three from the right. Both others jump over it to Human and come back to "
         "the right for Rights; ours passes the words in the order in which they are seen."),
    Case("Backspace after a letter with a mark", "كُتُبٌ", 6, ("backspace",), "text", "كُتُب|", "كُتُب|", "كُتُ|",
         "Both others take the mark alone. Here letter and marks are one cell, and what is seen under the cursor goes whole."),
    Case("Backspace after é in two characters", "te" + ACUTE, 3, ("backspace",), "text", "te|", "te|", "t|",
         "The same: é is é, however it was typed."),
    Case("Delete on a letter with a mark", "كُتُبٌ", 0, ("delete",), "text", "|تُبٌ", "|تُبٌ", "|تُبٌ"),
    Case("Backspace after a lam-alef", "لا", 2, ("backspace",), "text", "ل|", "ل|", "ل|"),
    Case("Delete on a lam-alef", "لا", 0, ("delete",), "text", "|ا", "|ا", "|ا"),
    Case("Backspace after a family", f"a👩{ZWJ}👧", 4, ("backspace",), "text", f"a👩{ZWJ}|", "a|", "a|",
         "As Chromium: an emoji of several is one thing."),
    Case("Delete on a family", f"👩{ZWJ}👧a", 0, ("delete",), "text", "|a", "|a", "|a"),
    Case("Backspace after a joiner", "می\u200cخ", 3, ("backspace",), "text", "می|خ", "می|خ", "می|خ"),
    Case("Ctrl+Backspace", "واحد اثنان ثلاثة", 16, ("ctrl+backspace",), "text",
         "واحد اثنان |", "واحد اثنان |", "واحد اثنان |"),
    Case("Ctrl+Delete", "واحد اثنان ثلاثة", 0, ("ctrl+delete",), "text",
         "|اثنان ثلاثة", "| اثنان ثلاثة", "|اثنان ثلاثة", "As Qt: the blank goes with the word."),
    Case("Shift+←", "كتب جديد", 0, ("shift+left",) * 3, "selected", "كتب", "كتب", "كتب"),
    Case("Shift+← into a Latin word", "سلام CNDH", 3, ("shift+left",) * 4, "selected", "م CN", "م CN", "م C",
         "The selection reaches from the cursor's first place to its last in the order of the text. From م ours stands on the "
         "blank, H, D and N, so that of CNDH all before N is selected; the others stand in gaps, Qt's in the order of the screen."),
    Case("← with something selected", "كتب جديد", 1, ("shift+left", "shift+left", "left"), "cursor",
         "1 2 3 4", "1 2 3 3", "1 2 3 3", "As Chromium, GTK and Windows: the selection ends on that side. Qt goes on."),
    Case("→ with something selected", "كتب جديد", 1, ("shift+left", "shift+left", "right"), "cursor",
         "1 2 3 2", "1 2 3 1", "1 2 3 1", "The same."),
    Case("Shift+Home after Shift+←", "سلام عليكم", 4, ("shift+left", "shift+home"), "selected", "سلام", "سلام", "سلام"),
    Case("Home, End", "سلام CNDH", 5, ("home", "end"), "cursor", "5 0 9", "5 0 9", "5 0 9"),
    Case("undoing two words and two Backspaces", "", 0,
         (*"حقوق الإنسان", "backspace", "backspace", "ctrl+z", "ctrl+z"), "text", "|", "|", "حقوق |",
         "The first Ctrl+Z brings the deleted letters back everywhere. The second takes all typing in the others, the last "
         "word here: less is lost by one key too many."),
    Case("undoing what was typed over", "سلام", 0, ("ctrl+a", "x", "ctrl+z"), "selected", "سلام", "سلام", "سلام"),
    Case("a double click on a word in brackets", "قال (CNDH) مُحَمَّد", 7, ("double click",), "selected", "CNDH", "", "CNDH"),
    Case("a double click on a word before a comma", "سلام، عليكم", 2, ("double click",), "selected", "سلام،", "", "سلام",
         "The comma is no part of the word."),
    Case("pasting two lines into one", "", 0, ("paste حقوق\nالإنسان\n",), "text", "حقوق\nالإنسان\n|", "", "حقوق الإنسان|",
         "A box of one line stays one; Qt keeps the line ends and shows signs for them."),
    Case("pasting direction marks and forms", "", 0, ("paste \u200fسلام\u202c ﻻ",), "text",
         "\u200fسلام\u202c ﻻ|", "", "سلام لا|",
         "What can't be seen would stop the cursor and spoil searches; forms are drawn letters, not letters."),
    Case("← over the ends of paragraphs", "سلام\nabc\nنص", 3, LEFT * 5, "cursor",
         "3 4 4 4 4 4", "3 4 5 4 5 4", "3 4 5 4 5 4",
         "As Chromium: ← leads forward out of an Arabic paragraph, and at the beginning of a Latin one back. Qt does not "
         "leave the paragraph at all. ↓ and End go on.", lines=True),
    Case("→ over the ends of paragraphs", "سلام\nabc\nنص", 7, RIGHT * 5, "cursor",
         "7 8 8 8 8 8", "7 8 9 8 9 8", "7 8 9 8 9 8", "The same to the right.", lines=True),
    Case("↓ and ↑ over a short paragraph", "سطر طويل من الكلام هنا\nقصير\nسطر طويل آخر من الكلام", 15,
         ("down", "down", "up", "up"), "cursor", "15 27 43 27 15", "15 27 43 27 15", "15 27 43 27 15", lines=True),
    Case("↑ on the first row", "سطر طويل", 5, ("up",), "cursor", "5 5", "5 0", "5 0",
         "As Chromium: to the very beginning.", lines=True),
    Case("Backspace at the beginning of a paragraph", "سلام\nabc", 5, ("backspace",), "text",
         "سلام|abc", "سلام|abc", "سلام|abc", lines=True),
)  # fmt: skip


def table() -> str:
    """The cases as the table of docs/editing.md."""
    rows = ["| case | value, cursor | Qt | Chromium | here | why |", "|---|---|---|---|---|---|"]
    for case in CASES:
        cells = (
            case.what,
            f"`{_shown(case.value[: case.at])}|{_shown(case.value[case.at :])}`",
            *(f"`{_shown(answer)}`" if answer else "" for answer in (case.qt, case.chromium, case.ours)),
            case.why or "the same",
        )
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


def _shown(text: str) -> str:
    """What can't be seen, as its code point."""
    for character in ("\n", ZWJ, "\u200c", "\u200f", "\u202c", ACUTE):
        text = text.replace(character, "⏎" if character == "\n" else f"‹{ord(character):04X}›")
    return text


if __name__ == "__main__":
    import sys

    sys.stdout.write(table() + "\n")
