"""A network drive without a network: a mount of a kind that is on another computer, served by a thread. Linux, root.

It holds an empty folder (protocol of FUSE 7.31, <linux/fuse.h>); nothing of it is read but what a look at a path asks for.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

_LOOKUP, _FORGET, _GETATTR, _STATFS, _INIT, _BATCH_FORGET = 1, 2, 3, 17, 26, 42
_ROOT = 1
_NO_ENTRY, _NOT_KNOWN = -2, -38
_DETACH = 2
_FOLDER = struct.pack("<QII", 0, 0, 0) + struct.pack("<6Q10I", 1, *[0] * 8, 0o40700, 2, 0, 0, 0, 512, 0)
_ANSWERS = {
    _INIT: struct.pack("<4I2H2I2HI28s", 7, 31, 0, 0, 0, 0, 4096, 0, 0, 0, 0, b""),
    _STATFS: struct.pack("<5Q3I24s", 100, 100, 100, 100, 100, 512, 255, 512, b""),
}


@contextmanager
def mounted(place: Path, kind: str) -> Iterator[None]:
    """Inside, the folder `place` is a drive of this kind. Raises OSError where that can't be."""
    libc = ctypes.CDLL(None, use_errno=True)
    device = os.open("/dev/fuse", os.O_RDWR)
    try:
        options = f"fd={device},rootmode=40000,user_id={os.getuid()},group_id={os.getgid()}".encode()
        if libc.mount(b"user@host:", os.fsencode(place), kind.encode(), 0, options):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        server = Thread(target=_serve, args=(device,))
        server.start()
        try:
            yield
        finally:
            libc.umount2(os.fsencode(place), _DETACH)
            server.join()
    finally:
        os.close(device)


def _serve(device: int) -> None:
    """Answer until it is taken away, which reading tells of (ENODEV)."""
    while True:
        try:
            asked = os.read(device, 1 << 17)
        except OSError:
            return
        _, what, number, node = struct.unpack_from("<IIQQ", asked)
        if what in {_FORGET, _BATCH_FORGET}:
            continue
        body = _FOLDER if (what, node) == (_GETATTR, _ROOT) else _ANSWERS.get(what, b"")
        error = 0 if body else _NO_ENTRY if what == _LOOKUP else _NOT_KNOWN
        os.write(device, struct.pack("<IiQ", 16 + len(body), error, number) + body)
