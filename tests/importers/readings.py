"""What the importers read of a file of each format, as digests. `make readings` writes them down, if versions rose where they changed."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from test_formats_damage import NEEDS, SAMPLES

from importers.base import Read, Source
from importers.parsing import parse

HERE = Path(__file__).parent
RECORDED = HERE / "readings.json"
_SHARED = ("pages/01*", "pages/05*", "pages/12*", "captures/01*", "captures/05*", "captures/12*")


def samples() -> dict[str, bytes]:
    """Name → bytes of one or several files of each format."""
    files = [
        path for pattern in _SHARED for path in sorted(HERE.glob(pattern)) if path.suffix in (".html", ".txt")
    ]
    return {**SAMPLES, **{path.name: path.read_bytes() for path in files}}


def readings() -> dict[str, list[str]]:
    """Name of a file → importer, its version, digest of what it reads. Files whose library is missing are left out."""
    found = {}
    for name, data in samples().items():
        if any(name.endswith(ending) and not _there(library) for ending, library in NEEDS.items()):
            continue
        parsed = parse(Source(name, data))
        reads = [
            replace(one, encoding_confidence=None) if isinstance(one, Read) else one for one in parsed.reads
        ]
        found[name] = [parsed.importer, parsed.version, hashlib.sha256(repr(reads).encode()).hexdigest()[:16]]
    return found


def _there(library: str) -> bool:
    try:
        __import__(library)
    except ImportError:
        return False
    return True


def recorded() -> dict[str, list[str]]:
    """What was written down last."""
    return json.loads(RECORDED.read_text("utf-8")) if RECORDED.exists() else {}


def unraised(before: dict[str, list[str]], now: dict[str, list[str]]) -> list[str]:
    """The importers that read a file otherwise than before under the same version."""
    changed = (name for name in now if name in before and now[name][2] != before[name][2])
    return sorted({now[name][0] for name in changed if now[name][:2] == before[name][:2]})


if __name__ == "__main__":
    now = readings()
    if wrong := unraised(recorded(), now):
        sys.exit(f"They read otherwise than before; raise their version first: {', '.join(wrong)}")
    RECORDED.write_text(json.dumps(now, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
