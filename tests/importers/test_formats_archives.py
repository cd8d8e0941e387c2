"""Archives of files: members go in as files of a folder do, nothing is unpacked to the disk, and limits hold for all of them."""

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from formats_reading import PARAGRAPHS
from generate import captures

from importers import containers, files
from importers.ingest import ingest
from store.archive import Archive

ONE, TWO, THREE = ((made.name, made.text.encode()) for made in captures(3))


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "t.db", create=True) as opened:
        yield opened


def outcomes(archive: Archive, *paths: Path) -> list[tuple[str, str, str | None]]:
    """Path below the folder of the test, status and reason of everything."""
    found = ingest(archive, paths).articles
    return [(one.path.removeprefix(f"{paths[0].parent}{os.sep}"), one.status, one.reason) for one in found]


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as file:  # type: ignore[call-overload]
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            file.addfile(entry, io.BytesIO(data))
    return out.getvalue()


MEMBERS = {
    f"مجلد/{ONE[0]}": ONE[1],
    TWO[0]: TWO[1],
    ".hidden": b"x",
    "__MACOSX/a.txt": b"x",
    "empty.txt": b"",
}
PACKED = {
    "a.zip": zipped(MEMBERS),
    "a.tar": tarred(MEMBERS),
    "a.tar.gz": tarred(MEMBERS, "w:gz"),
    "a.tgz": tarred(MEMBERS, "w:gz"),
    "a.tar.bz2": tarred(MEMBERS, "w:bz2"),
    "a.tar.xz": tarred(MEMBERS, "w:xz"),
    "no-ending": tarred(MEMBERS, "w:gz"),
}


@pytest.mark.parametrize("name", PACKED)
def test_members_are_articles_with_their_own_bytes(archive: Archive, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PACKED[name])
    before = sorted(tmp_path.rglob("*"))
    found = outcomes(archive, tmp_path / name)
    assert sorted(found) == sorted(
        [
            (f"{name}!/مجلد/{ONE[0]}", "imported", None),
            (f"{name}!/{TWO[0]}", "imported", None),
            (f"{name}!/empty.txt", "failed", "empty"),
        ]
    )
    ids = [one.id for one in ingest(archive, [tmp_path / name]).articles if one.status == "duplicate"]
    assert {archive.original(ident) for ident in ids} == {ONE[1], TWO[1]}
    assert all(archive.article(ident).provenance[0].path.startswith(f"{tmp_path / name}!/") for ident in ids)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_same_file_in_a_folder_and_in_an_archive_is_one_article(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / ONE[0]).write_bytes(ONE[1])
    (folder / "z.zip").write_bytes(PACKED["a.zip"])
    report = ingest(archive, [folder])
    assert (report.imported, report.duplicates, report.failed) == (2, 1, 1)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gz", "bz2", "xz"])
def test_single_files_that_were_compressed(archive: Archive, tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    ending = {"gzip": "gz", "bz2": "bz2", "lzma": "xz"}[pack.__module__]
    (tmp_path / f"a.txt.{ending}").write_bytes(pack(ONE[1]))
    assert outcomes(archive, tmp_path / f"a.txt.{ending}") == [(f"a.txt.{ending}!/a.txt", "imported", None)]


def test_archives_inside_archives_down_to_a_depth(archive: Archive, tmp_path: Path) -> None:
    inner = tarred({"c.txt.gz": gzip.compress(TWO[1])})
    (tmp_path / "a.zip").write_bytes(zipped({"b.tar": inner, "d.txt": ONE[1]}))
    assert outcomes(archive, tmp_path / "a.zip") == [
        ("a.zip!/b.tar!/c.txt.gz!/c.txt", "imported", None),
        ("a.zip!/d.txt", "imported", None),
    ]
    deep = ONE[1] + b"\n"
    for _ in range(6):
        deep = zipped({"x": deep})
    (tmp_path / "deep.zip").write_bytes(deep)
    assert [status[1:] for status in outcomes(archive, tmp_path / "deep.zip")] == [
        ("failed", "nested too deeply")
    ]


def test_names_are_never_paths_and_links_are_not_followed(archive: Archive, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(TWO[1])
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as file:
        for name in ("../../up.txt", "/abs.txt", "C:\\x\x1b[31m.txt"):
            entry = tarfile.TarInfo(name)
            data = ONE[1] + name.encode()
            entry.size = len(data)
            file.addfile(entry, io.BytesIO(data))
        for name, kind in (
            ("s.txt", tarfile.SYMTYPE),
            ("h.txt", tarfile.LNKTYPE),
            ("f.txt", tarfile.FIFOTYPE),
            ("d.txt", tarfile.CHRTYPE),
        ):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, str(secret)
            file.addfile(entry)
    (tmp_path / "a.tar").write_bytes(out.getvalue())
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zip_file:
        zip_file.writestr("../../../up.txt", ONE[1] + b"zip")
        zip_file.writestr(link, str(secret))
    (tmp_path / "b.zip").write_bytes(packed.getvalue())
    before = sorted(tmp_path.parent.rglob("*.txt"))
    found = outcomes(archive, tmp_path / "a.tar", tmp_path / "b.zip")
    assert [one[1:] for one in found] == [
        ("imported", None),
        ("duplicate", "same text"),
        ("duplicate", "same text"),
        ("skipped", "link"),
        ("skipped", "link"),
        ("skipped", "not a file"),
        ("skipped", "not a file"),
        ("duplicate", "same text"),
        ("skipped", "link"),
    ]
    assert all(one[0].isprintable() for one in found)
    assert sorted(tmp_path.parent.rglob("*.txt")) == before


def test_bombs_are_left_when_they_have_given_too_much(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "_ALWAYS", 1 << 20)
    monkeypatch.setattr(containers, "_RATIO", 2)
    wide = {"a.txt": ONE[1], **{f"x{n}.bin": bytes(1 << 20) for n in range(9)}}
    (tmp_path / "a.zip").write_bytes(zipped(wide))
    (tmp_path / "b.tar.xz").write_bytes(lzma.compress(tarred(wide)))
    (tmp_path / "c.zip").write_bytes(zipped({"a.zip": zipped(wide), "b.zip": zipped(wide)}))
    (tmp_path / "d.gz").write_bytes(gzip.compress(bytes(9 << 20)))
    found = outcomes(archive, *(tmp_path / name for name in ("a.zip", "b.tar.xz", "c.zip", "d.gz")))
    assert [one[0] for one in found if one[2] == "bomb"] == ["a.zip", "b.tar.xz", "c.zip", "d.gz"]
    assert archive.count() == 1


def test_what_is_too_large_too_many_or_locked_is_said(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(containers, "MAX_MEMBERS", 5)
    monkeypatch.setattr(containers._Budget.__init__, "__defaults__", (5,))
    (tmp_path / "many.zip").write_bytes(zipped({f"{n}.txt": ONE[1] for n in range(9)}))
    assert [one[2] for one in outcomes(archive, tmp_path / "many.zip")][-1] == "too many"
    monkeypatch.setattr("importers.files.MAX_BYTES", 1000)
    (tmp_path / "large.zip").write_bytes(zipped({"large.txt": b"x " * 2000}))
    (tmp_path / "large.tar").write_bytes(tarred({"large.txt": b"x " * 2000}))
    found = outcomes(archive, tmp_path / "large.zip", tmp_path / "large.tar")
    assert [one[1:] for one in found] == [("failed", "too large")] * 2
    locked = bytearray(zipped({"a.txt": ONE[1]}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + offset] |= 1
    (tmp_path / "locked.zip").write_bytes(bytes(locked))
    assert outcomes(archive, tmp_path / "locked.zip") == [("locked.zip!/a.txt", "failed", "encrypted")]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.txt.gz", "a.txt.xz"])
def test_a_member_as_large_as_a_file_may_be_is_read_to_its_end_and_a_larger_one_not_at_all(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    pack = {
        "a.zip": lambda data: zipped({"a.txt": data}),
        "a.tar": lambda data: tarred({"a.txt": data}),
        "a.txt.gz": gzip.compress,
        "a.txt.xz": lzma.compress,
    }[name]
    monkeypatch.setattr("importers.files.MAX_BYTES", len(ONE[1]))
    (tmp_path / name).write_bytes(pack(ONE[1]))
    (found,) = ingest(archive, [tmp_path / name]).articles
    assert found.id is not None
    assert archive.original(found.id) == ONE[1]
    (tmp_path / name).write_bytes(pack(ONE[1] + b"."))
    assert outcomes(archive, tmp_path / name) == [(f"{name}!/a.txt", "failed", "too large")]


def test_a_member_that_is_longer_than_its_container_says_is_damaged(archive: Archive, tmp_path: Path) -> None:
    lying = bytearray(zipped({"a.txt": ONE[1]}))
    size = len(ONE[1]).to_bytes(4, "little")
    for _ in range(2):
        at = lying.index(size)
        lying[at : at + 4] = (len(ONE[1]) // 2).to_bytes(4, "little")
    (tmp_path / "lying.zip").write_bytes(bytes(lying))
    assert outcomes(archive, tmp_path / "lying.zip") == [("lying.zip!/a.txt", "failed", "broken")]


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_members_of_a_container_too_large_to_be_read_at_once_come_from_the_disk(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / name).write_bytes(PACKED[name])
    (tmp_path / "large.txt").write_bytes(THREE[1])
    monkeypatch.setattr(containers, "_AT_ONCE", 100)
    read = files.read
    whole: list[str] = []
    monkeypatch.setattr(files, "read", lambda path: whole.append(path.name) or read(path))
    found = ingest(archive, [tmp_path / name, tmp_path / "large.txt"])
    assert (found.imported, found.failed) == (3, 1)
    assert whole == ["large.txt"]


@pytest.mark.parametrize("name", [name for name in PACKED if name != "a.tar"])
def test_damaged_archives_are_told_and_what_stood_before_is_in(
    archive: Archive, tmp_path: Path, name: str
) -> None:
    whole = PACKED[name]
    (tmp_path / name).write_bytes(whole[: 2 * len(whole) // 3])
    found = outcomes(archive, tmp_path / name)
    assert found
    assert {status for _, status, _ in found} <= {"imported", "failed", "skipped"}
    assert any(status == "failed" for _, status, _ in found)
    assert not any(reason in ("error", "worker died") for _, _, reason in found)


def test_empty_and_foreign_archives(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({}))
    (tmp_path / "b.zip").write_bytes(zipped({"x.bin": os.urandom(999), "y/": b""}))
    (tmp_path / "c.zip").write_bytes(b"PK\x03\x04" + os.urandom(999))
    assert [one[1:] for one in outcomes(archive, tmp_path / "a.zip")] == [("failed", "empty")]
    assert [one[1:] for one in outcomes(archive, tmp_path / "b.zip")] == [("skipped", "unknown format")]
    assert [one[1] for one in outcomes(archive, tmp_path / "c.zip")] == ["failed"]


def test_parts_of_a_saved_page_are_not_articles(archive: Archive, tmp_path: Path) -> None:
    page = (
        "<html><body><h1>عنوان المقال</h1>"
        + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
        + "</body></html>"
    )
    members = {
        "m/page.html": page.encode(),
        "m/page_files/frame.html": page.encode() + b" ",
        "m/page_files/a.js": b"x()",
    }
    (tmp_path / "a.zip").write_bytes(zipped(members))
    assert outcomes(archive, tmp_path / "a.zip") == [("a.zip!/m/page.html", "imported", None)]


def test_documents_that_are_zip_files_are_read_whole(archive: Archive, tmp_path: Path) -> None:
    from test_formats_documents import open_document, paragraph, word

    (tmp_path / "a.docx").write_bytes(word("".join(map(paragraph, PARAGRAPHS))))
    (tmp_path / "b.odt").write_bytes(open_document(f"<text:p>{PARAGRAPHS[0]}</text:p>"))
    inside = {"a.docx": word("".join(map(paragraph, PARAGRAPHS[1:])))}
    (tmp_path / "c.zip").write_bytes(zipped(inside))
    assert outcomes(archive, tmp_path / "a.docx", tmp_path / "b.odt", tmp_path / "c.zip") == [
        ("a.docx", "imported", None),
        ("b.odt", "imported", None),
        ("c.zip!/a.docx", "imported", None),
    ]


def test_progress_counts_members(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({f"{made.name}": made.text.encode() for made in captures(30)}))
    seen = []
    report = ingest(archive, [tmp_path / "a.zip"], on_progress=seen.append)
    assert report.imported == 30
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    assert seen[-1].done == seen[-1].total == 30
    stop = iter([False] * 5 + [True] * 99)
    with Archive.open(tmp_path / "u.db", create=True) as other:
        stopped = ingest(other, [tmp_path / "a.zip"], cancelled=lambda: next(stop))
        assert stopped.cancelled
        assert stopped.imported == 6


def test_what_a_transfer_added_behind_a_compressed_file_costs_nothing(
    archive: Archive, tmp_path: Path
) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ONE[1]) + b"<html>404</html>")
    (tmp_path / "b.tar.gz").write_bytes(tarred({"t.txt": TWO[1]}, "w:gz") + b"garbage")
    (tmp_path / "c.txt.gz").write_bytes(b"\x1f\x8bgarbage")
    assert outcomes(archive, tmp_path / "a.txt.gz", tmp_path / "b.tar.gz", tmp_path / "c.txt.gz") == [
        ("a.txt.gz!/a.txt", "imported", None),
        ("b.tar.gz!/t.txt", "imported", None),
        ("c.txt.gz", "failed", "broken"),
    ]


def test_a_tar_file_without_a_mark_is_known_by_its_sum(archive: Archive, tmp_path: Path) -> None:
    data = bytearray(tarred({"t.txt": TWO[1]}))
    data[257:512] = bytes(255)
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    (tmp_path / "old.tar").write_bytes(data)
    assert outcomes(archive, tmp_path / "old.tar") == [("old.tar!/t.txt", "imported", None)]
    (tmp_path / "text.tar").write_bytes(ONE[1] * 3)
    assert outcomes(archive, tmp_path / "text.tar") == [("text.tar", "imported", None)]


def test_a_member_packed_otherwise_says_so(archive: Archive, tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": ONE[1], "b.txt": TWO[1]}))
    data[8:10] = b"\x09\0"
    at = data.index(b"PK\x01\x02")
    data[at + 10 : at + 12] = b"\x09\0"
    (tmp_path / "d64.zip").write_bytes(data)
    assert outcomes(archive, tmp_path / "d64.zip") == [
        ("d64.zip!/a.txt", "failed", "packed otherwise"),
        ("d64.zip!/b.txt", "imported", None),
    ]
