"""docs/architecture.md names every package, and every module that stands beside the packages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest


@pytest.fixture
def page(root: Path) -> str:
    return (root / "docs" / "architecture.md").read_text(encoding="utf-8")


def modules(folder: Path) -> set[str]:
    """The names of a package's own modules."""
    return {path.stem for path in folder.glob("*.py") if not path.stem.startswith("__")}


@pytest.mark.parametrize("package", ["store", "importers", "tui"])
def test_every_package_has_its_line(root: Path, page: str, package: str) -> None:
    found = {path.parent.name for path in (root / package).glob("*/__init__.py")}
    assert found
    named = set(re.findall(rf"^    {package}/(\w+)/ +\S", page, re.MULTILINE))
    assert found - named == set()
    assert named - found == set()


@pytest.mark.parametrize("package", ["store", "importers", "tui"])
def test_every_module_beside_the_packages_is_named(root: Path, page: str, package: str) -> None:
    (section,) = re.findall(rf"^In `{package}/`: .+?(?:\n\n|\Z)", page, re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"`(\w+)`", section))
    assert modules(root / package) - named == set()
    assert named - modules(root / package) == set()


def test_every_file_it_speaks_of_is_there(root: Path, page: str) -> None:
    named = set(re.findall(r"`((?:store|importers|tui|tests|docs)/[\w/.-]+\.\w+)`", page))
    assert len(named) > 10
    assert {name for name in named if not (root / name).is_file()} == set()
