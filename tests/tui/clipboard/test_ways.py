"""The setting that says which way copied text goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.clipboard.osc52 import LONGEST, sequence
from tui.clipboard.ways import Sent, send
from tui.settings import CLIPBOARDS, BadSettings, read_settings

NOWHERE = {"PATH": "", "SSH_TTY": "/dev/pts/1"}


@pytest.mark.parametrize("way", CLIPBOARDS)
def test_the_setting_is_read(way: str, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f'clipboard = "{way}"\n')
    assert read_settings(path).clipboard == way


def test_a_way_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('\nclipboard = "fax"\n')
    with pytest.raises(BadSettings) as refused:
        read_settings(path)
    assert refused.value.values["line"] == 2
    assert str(refused.value.values["allowed"]) == "auto, osc52, system, off"


def test_over_ssh_the_terminal_is_asked() -> None:
    assert send("نص", "auto", NOWHERE, "linux") == Sent(to_terminal=sequence("نص", {}))
    assert send("نص", "system", NOWHERE, "linux") == Sent()
    assert send("نص", "off", NOWHERE, "linux") == Sent()


def test_what_a_terminal_may_cut_is_not_sent() -> None:
    assert send("ن" * LONGEST, "osc52", NOWHERE, "linux") == Sent(too_long=True)
