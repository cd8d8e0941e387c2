"""`python -m tests.terminal.emulators`: look at every emulator, print the table, keep pictures of all."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from . import report, screen
from .examination import Finding, examine
from .programs import EMULATORS, Emulator
from .window import ROOT


def main() -> int:
    """0 where Arabic is right in all; 1 where it is wrong somewhere or an emulator did not start; 2 where tools are missing."""
    options = _options()
    chosen = [emulator for emulator in EMULATORS if not options.only or emulator.name in options.only]
    if options.install:
        _install(chosen)
    if wanted := screen.missing():
        _tell(f"nothing can be read: {wanted}")
        return 2
    failed = False
    findings: list[Finding] = []
    options.pictures.mkdir(parents=True, exist_ok=True)
    for emulator in chosen:
        if wanted := emulator.missing():
            _tell(f"{emulator.name}: not installed ({wanted})")
            continue
        try:
            findings.append(_look_at(emulator, options.pictures))
        except (OSError, AssertionError, subprocess.SubprocessError) as error:
            failed = True
            _tell(f"{emulator.name}: {type(error).__name__}: {error}")
            continue
        _tell(report.plain(findings[-1:]).splitlines()[1])
    sys.stdout.write(report.plain(findings) + "\n")
    if options.document:
        pictures = os.path.relpath(options.pictures, options.document.parent).replace(os.sep, "/")
        report.write_into(options.document, findings, pictures)
    return 1 if failed or not all(finding.is_right for finding in findings) else 0


def _look_at(emulator: Emulator, pictures: Path) -> Finding:
    with tempfile.TemporaryDirectory(prefix="emulator") as name:
        folder = Path(name)
        archive = folder / "archive.db"
        shutil.copy(ROOT / "archive.db", archive)
        with screen.x_server(folder) as display:
            return examine(emulator, display, archive, folder, picture=pictures / f"{emulator.name}.png")


def _install(chosen: Sequence[Emulator]) -> None:
    """Install from Debian whatever of these is missing. Ends the program where that fails."""
    packages = {package for emulator in chosen if emulator.missing() for package in emulator.packages}
    packages.update(screen.missing().split()[2:])
    if not packages:
        return
    administrator = [] if os.geteuid() == 0 else ["sudo"]
    command = [*administrator, "apt-get", "install", "--yes", "--no-install-recommends", *sorted(packages)]
    subprocess.run(command, check=True)


def _tell(text: str) -> None:
    sys.stderr.write(text + "\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.terminal.emulators", description=__doc__)
    parser.add_argument("--install", action="store_true", help="install what is missing, from Debian")
    parser.add_argument(
        "--only", action="append", choices=[each.name for each in EMULATORS], help="this one (repeatable)"
    )
    parser.add_argument(
        "--pictures", type=Path, default=ROOT / "docs" / "terminals", help="where pictures go"
    )
    parser.add_argument("--document", type=Path, help="a document to write the table into, between its marks")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
