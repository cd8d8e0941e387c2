"""Which files are on another computer, by the mounts that Linux tells of."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import fill

from store import errors
from store.archive import Archive
from store.safekeeping import backup, network

MOUNTS = r"""/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
server:/export /srv nfs4 rw,vers=4.2 0 0
//box/share /media/the\040box cifs rw 0 0
/dev/sdb1 /srv/local ext4 rw 0 0
user@host: /home/l/host fuse.sshfs rw 0 0
C:\134 /mnt/c 9p rw,aname=drvfs;path=C:\134 0 0
none /pod 9p rw,trans=fd 0 0
broken
tmpfs /srv/over tmpfs rw 0 0
server:/b /srv/over nfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/home/l/archive.db", False),
        ("/srv/archive.db", True),
        ("/srvother/archive.db", False),
        ("/srv/local/archive.db", False),
        ("/media/the box/deep/archive.db", True),
        ("/home/l/host/archive.db", True),
        ("/mnt/c/archive.db", True),
        ("/pod/archive.db", False),
        ("/srv/over/archive.db", True),
    ],
)
def test_the_innermost_mount_says_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, remote: bool
) -> None:
    (tmp_path / "mounts").write_text(MOUNTS)
    monkeypatch.setattr(network, "MOUNTS", tmp_path / "mounts")
    monkeypatch.setattr(network.sys, "platform", "linux")
    assert network.is_remote(Path(path)) is remote


def test_where_nothing_is_told_nothing_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MOUNTS", tmp_path / "none")
    assert not network.is_remote(tmp_path)


def test_an_archive_there_is_not_written_and_can_be_copied_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "drive").mkdir()
    path = tmp_path / "drive" / "a.db"
    with Archive.open(path, create=True) as archive:
        fill(archive, range(3))
    (tmp_path / "mounts").write_text(f"server:/x {tmp_path.resolve() / 'drive'} nfs rw 0 0\n")
    monkeypatch.setattr(network, "MOUNTS", tmp_path / "mounts")
    for name in ("a.db", "new.db"):
        with pytest.raises(errors.ArchiveOnNetwork) as caught:
            Archive.open(tmp_path / "drive" / name, create=True)
        assert caught.value.exit_code == 4
    assert not (tmp_path / "drive" / "new.db").exists()
    assert backup.restore(path, tmp_path / "here.db").articles == 3
    with Archive.open(tmp_path / "here.db") as archive:
        assert archive.count() == 3
