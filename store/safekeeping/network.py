"""Whether a file is on another computer. SQLite's log needs memory shared between programs, which no network drive has.

Two programs that write to one archive over a network can destroy it, so an archive there is not opened for writing.
What is known: the mounts that Linux tells of, and the drives of Windows. Other systems are not asked.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")
REMOTE = frozenset({
    "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "drvfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs",
    "fuse.sshfs", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb2", "smb3", "smbfs",
})  # fmt: skip
"""File systems of Linux that are on other machines, or, as drvfs, behave like one."""
_REMOTE_DRIVE = 4  # DRIVE_REMOTE, of GetDriveTypeW
_ESCAPED = re.compile(r"\\([0-7]{3})")


def file_system(path: Path, mounts: str) -> tuple[str, str]:
    """The kind and the options of the file system that a path is on, in the words of /proc/self/mounts; empty if unknown."""
    wanted = os.path.realpath(path)
    found, longest = ("", ""), -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 4:
            continue
        place = _ESCAPED.sub(lambda code: chr(int(code[1], 8)), fields[1])
        inside = wanted == place or wanted.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= longest:  # what is mounted later hides what was there
            found, longest = (fields[2], fields[3]), len(place)
    return found


def kind_of(path: Path) -> str:
    """The kind of the file system that a path is on, in brackets; empty where it is not known."""
    try:
        kind, _options = file_system(path, MOUNTS.read_text("utf-8", "surrogateescape"))
    except OSError:
        return ""
    return f"({kind})" if kind else ""


def is_remote(path: Path) -> bool:
    """Whether the file, or the folder it would be in, is on a network drive as far as this system says."""
    if sys.platform == "win32":
        return _is_remote_drive(path)
    try:
        mounts = MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return False
    kind, options = file_system(path, mounts)
    return kind in REMOTE or (kind == "9p" and "aname=drvfs" in options)


def _is_remote_drive(path: Path) -> bool:
    drive = path.absolute().drive
    if drive.startswith("\\\\"):
        return True
    import ctypes  # noqa: PLC0415 - only on Windows

    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")  # type: ignore[attr-defined,unused-ignore]  # only there
    return bool(kind == _REMOTE_DRIVE)
