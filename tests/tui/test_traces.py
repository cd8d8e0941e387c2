"""What the program keeps of an article outside the archive, and what of it is left when the article is purged."""

from __future__ import annotations

import os
from pathlib import Path
from time import time

from tui.draft import PARTS, DraftKeeper, draft_file, drafts_folder
from tui.query_history import QueryHistory
from tui.remembered import sweep
from tui.state import Session, write_session
from tui.traces import LOG, forget_traces

_WORD = "الزعفران"


def test_no_word_of_a_purged_article_stays(archive_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "state" / "sessions"
    purged, other = "a" * 64, "b" * 64
    write_session(archive_path, Session(query=_WORD, article=purged, places=((purged, 5),)), folder)
    QueryHistory(archive_path, folder).add(_WORD)
    for ident, text in ((purged, _WORD), (other, "غيره")):
        for part in PARTS:
            path = draft_file(drafts_folder(folder), archive_path, ident, part)
            assert DraftKeeper(path, "", archive_path).keep(text)
    (folder.parent / LOG).write_text(_WORD, "utf-8")
    for place in (folder, drafts_folder(folder)):
        half = place / "tmpabcd.new"
        half.write_text(_WORD, "utf-8")
        os.utime(half, (time() - 3600, time() - 3600))
    forget_traces(archive_path, [purged], folder)
    left = [path for path in folder.parent.rglob("*") if path.is_file()]
    assert len(left) == len(PARTS), "what is being written of the other article"
    assert not [path for path in left if _WORD in path.read_text("utf-8")]


def test_what_another_program_is_writing_now_is_left_to_it(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    for name, age in (("now.new", 0), ("then.new", 3600), ("ahead.new", -3600), ("whole.json", 3600)):
        (folder / name).touch()
        os.utime(folder / name, (time() - age, time() - age))
    sweep(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["now.new", "whole.json"]
    sweep(tmp_path / "missing")
