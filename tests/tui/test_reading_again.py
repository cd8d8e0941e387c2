"""Importing a folder again in the app: unchanged files are passed over, or with a key of its own read again."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from importers import files
from tests.tui.driving import Browser, Seen, Settle, press
from tui.editing.input import BidiInput
from tui.screens.import_files import ImportScreen


async def test_unchanged_files_are_read_again_when_asked(
    browser: Browser, settle: Settle, seen: Seen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "in" / "a.txt"
    file.parent.mkdir()
    text = "أكد المتدخلون خلال اللقاء أن تتبع التوصيات رهين بإرادة الأطراف الموقعة على الاتفاقية.\n\n"
    file.write_text(f"عنوان المقال\n\n{text * 3}", encoding="utf-8")
    os.utime(file, (time.time() - 3600,) * 2)
    read: list[str] = []
    whole = files.read
    monkeypatch.setattr(files, "read", lambda path: read.append(path.name) or whole(path))
    async with browser() as pilot:
        await press(pilot, settle, "i")
        dialog = pilot.app.screen
        assert isinstance(dialog, ImportScreen)
        for key, times in (("enter", 1), ("enter", 1), ("f6", 2)):
            dialog.query_one(BidiInput).value = str(file.parent)
            await press(pilot, settle, key)
            assert len(read) == times
        assert "here already 1" in "".join(seen(pilot))
