"""What another archive has comes in once, deletions hold, both show the same, and the merge can be taken back."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from store.archive import Archive
from store.article import Article, Line, Provenance
from store.errors import CannotTakeBack, NothingToUndo
from store.log import undo
from store.merging import merging
from store.safekeeping import custody, doctor
from store.thesaurus import changing
from store.thesaurus.thesaurus import Thesaurus
from tests.store.making import fill, sample, visible

IDS = [sample(number)[1].sha256 for number in range(4)]


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """An archive of four articles with a tag and a title that somebody set, and a copy of it on another laptop."""
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    with Archive.open(one, create=True, operator="ليلى") as archive:
        fill(archive, range(4), ("سجن",))
        archive.edit(IDS[3], "title", "من قبل")
    shutil.copy(one, other)
    return one, other


def _do(path: Path, *acts: Callable[[Archive], object]) -> None:
    with Archive.open(path, operator="سعيد") as archive:
        for act in acts:
            act(archive)


def _merge(into: Path, other: Path) -> merging.Merged:
    with Archive.open(into, operator="ليلى") as archive:
        done = merging.merge(archive, other)
        assert custody.examine(archive.connection()).sound
        return done


def _shown(path: Path) -> dict[str, object]:
    with Archive.open(path) as archive:
        return visible(archive)


def _of(path: Path, ident: str) -> tuple[tuple[str, ...], str, bool]:
    with Archive.open(path, read_only=True) as archive:
        stored = archive.article(ident)
        return stored.tags, stored.note, stored.starred


def test_what_was_done_and_deleted_there_is_done_and_deleted_here(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(
        other,
        lambda it: it.tag(IDS[:2], ["presse"], ["سجن"]),
        lambda it: it.set_note(IDS[0], "ملاحظة"),
        lambda it: it.star(IDS[:1]),
        lambda it: it.edit_back(IDS[3], "title"),
        lambda it: fill(it, range(4, 6)),
    )
    done = _merge(one, other)
    assert (done.articles, done.shared, done.conflicts) == (2, 4, [])
    assert dict(done.effect.added) == {"tags": 2, "notes": 1, "stars": 1}
    assert dict(done.effect.removed) == {"tags": 2, "edits": 1}
    assert _of(one, IDS[0]) == (("presse",), "ملاحظة", True)
    assert _shown(one) == _shown(other)
    with Archive.open(one) as archive:
        assert archive.article(IDS[3]).article.title != "من قبل"
        assert archive.original(sample(4)[1].sha256) == sample(4)[2]
        assert archive.history()[0].operator == "ليلى"
        assert all(check.ok for check in doctor.examine(archive))
    again = _merge(one, other)
    assert (again.change.id, again.is_empty) == ("", True)


def test_what_was_deleted_here_does_not_come_back(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(one, lambda it: it.tag(IDS, remove=["سجن"]), lambda it: it.edit_back(IDS[3], "title"))
    _do(other, lambda it: it.tag(IDS[:1], ["presse"]))
    _merge(one, other)
    _merge(other, one)
    assert _shown(one) == _shown(other)
    assert [_of(one, ident)[0] for ident in IDS] == [("presse",), (), (), ()]
    assert _merge(one, other).is_empty


def test_an_undo_stays_undone(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(one, lambda it: it.tag(IDS[:1], ["presse"]))
    _merge(other, one)
    _do(one, lambda it: it.undo())
    _merge(one, other)
    assert _of(one, IDS[0])[0] == ("سجن",)
    _merge(other, one)
    assert _of(other, IDS[0])[0] == ("سجن",)


def test_both_said_something_else_and_both_are_kept(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(
        one,
        lambda it: it.edit(IDS[0], "title", "من هنا"),
        lambda it: it.set_note(IDS[1], "هنا"),
        lambda it: it.star(IDS[2:3]),
    )
    _do(
        other,
        lambda it: it.edit(IDS[0], "title", "من هناك"),
        lambda it: it.set_note(IDS[1], "هناك"),
        lambda it: it.star(IDS[2:3]),
    )
    here = _merge(one, other)
    assert {(at.about, at.kind, at.slot, at.mine, at.theirs, at.shown) for at in here.conflicts} == {
        (IDS[0], "edit", "title", "من هنا", "من هناك", "من هناك"),
        (IDS[1], "note", "", "هنا", "هناك", "هناك"),
    }
    there = _merge(other, one)
    assert {(at.about, at.shown) for at in there.conflicts} == {(at.about, at.shown) for at in here.conflicts}
    assert _shown(one) == _shown(other)
    with Archive.open(one) as archive:
        assert [set(at.values) for at in archive.disagreements(IDS[0])] == [{"من هنا", "من هناك"}]
        archive.edit(IDS[0], "title", "من هنا")
        archive.set_note(IDS[1], "هنا وهناك")
    settled = _merge(other, one)
    assert settled.conflicts == []
    assert _shown(one) == _shown(other)
    assert _of(other, IDS[1])[1] == "هنا وهناك"


def test_one_deleted_what_the_other_wrote_anew_and_it_is_kept(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(one, lambda it: it.edit_back(IDS[3], "title"))
    _do(other, lambda it: it.edit(IDS[3], "title", "أحدث"))
    (apart,) = _merge(one, other).conflicts
    assert (apart.mine, apart.theirs, apart.shown) == (None, "أحدث", "أحدث")
    _merge(other, one)
    assert _shown(one) == _shown(other)


def test_three_in_a_circle(two: tuple[Path, Path], tmp_path: Path) -> None:
    one, other = two
    third = Path(shutil.copy(one, tmp_path / "third.db"))
    _do(one, lambda it: it.tag(IDS[:1], ["a"]), lambda it: it.edit(IDS[1], "author", "أ"))
    _do(other, lambda it: it.tag(IDS[:2], ["b"], ["سجن"]), lambda it: it.edit(IDS[1], "author", "ب"))
    _do(third, lambda it: it.set_note(IDS[2], "ج"), lambda it: fill(it, range(4, 5)))
    for into, source in ((other, one), (third, other), (one, third), (other, third)):
        _merge(into, source)
    assert _shown(one) == _shown(third) == _shown(other)
    assert _of(one, IDS[0])[0] == ("a", "b")
    for into, source in ((one, other), (third, one), (other, one)):
        assert _merge(into, source).is_empty


def test_the_vocabulary_too(two: tuple[Path, Path]) -> None:
    one, other = two

    def named(archive: Archive) -> None:
        with archive.write() as conn:
            changing.name(conn, "سجن", "", labels={"fr": "prison"}, aliases=["حبس"])

    _do(other, named, lambda it: it.rename_tag("سجن", "مؤسسات/سجن"))
    _do(one, lambda it: it.tag(IDS[:1], ["presse"]), lambda it: it.merge_tags(["presse"], "إعلام"))
    _merge(one, other)
    _merge(other, one)
    assert _shown(one) == _shown(other)
    for path in two:
        with Archive.open(path) as archive:
            assert Thesaurus(archive).resolve(["prison", "سجن", "presse"]) == ["مؤسسات/سجن", "إعلام"]
            assert {tag.name for tag in archive.tags()} == {"مؤسسات/سجن", "إعلام"}


def test_the_same_file_imported_on_both_is_one_article(tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    for path, tag in ((one, "a"), (other, "b")):
        with Archive.open(path, create=True) as archive:
            fill(archive, range(3), (tag,))
    _merge(one, other)
    _merge(other, one)
    assert _shown(one) == _shown(other)
    assert _of(one, IDS[0])[0] == ("a", "b")
    with Archive.open(one) as archive:
        assert archive.count() == 3
        assert len(archive.article(IDS[0]).provenance) == 2


def _long(ending: str) -> tuple[Article, Provenance, bytes]:
    """One text in bytes that end so."""
    words = " ".join(f"كلمة{number}" for number in range(40))
    raw = (words + ending).encode()
    digest = hashlib.sha256(raw).hexdigest()
    article = Article(lines=(Line("عنوان النص", "title"), Line(words)), title="عنوان النص")
    return article, Provenance(f"/{ending}", digest, len(raw), "capture", "1"), raw


def _take(path: Path, ending: str, tag: str) -> str:
    with Archive.open(path, create=True) as archive:
        batch = archive.start_batch(["/"], [tag])
        ident = archive.add(*_long(ending), batch=batch).id
        archive.finish_batch(batch)
        return ident


def test_the_same_text_from_other_bytes_becomes_one_article(tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    mine, theirs = _take(one, "1", "a"), _take(other, "2", "b")
    with Archive.open(one) as archive:
        tried = merging.merge(archive, other, dry_run=True)
    done = _merge(one, other)
    assert (tried.articles, tried.joined) == (done.articles, done.joined) == (0, 1)
    assert _merge(other, one).articles == 0
    assert _shown(one) == _shown(other)
    with Archive.open(one) as archive:
        assert archive.count() == 1
        assert {archive.article(mine).id, archive.article(theirs).id} == {mine}
        assert archive.original(theirs) == _long("2")[2]


def test_both_join_on_their_own_and_agree(tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    _take(one, "1", "a")
    theirs = _take(other, "2", "b")
    kept = Path(shutil.copy(one, tmp_path / "kept.db"))
    _merge(one, other)
    _merge(other, kept)
    _merge(one, other)
    _merge(other, one)
    assert _shown(one) == _shown(other)
    with Archive.open(one) as archive:
        assert archive.count() == 1
        assert archive.article(theirs).tags == ("a", "b")


def test_what_is_taken_off_the_joined_one_elsewhere_falls_here_too(tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    mine, theirs = _take(one, "1", "a"), _take(other, "2", "b")
    _merge(one, other)
    _do(other, lambda it: it.tag([theirs], ["c"], ["b"]))
    done = _merge(one, other)
    assert done.repeated == 1
    _merge(other, one)
    assert _shown(one) == _shown(other)
    assert _of(one, mine)[0] == ("a", "c")


def test_each_had_both_texts_in_another_order(tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    for path, order in ((one, "12"), (other, "21")):
        for ending in order:
            _take(path, ending, ending)
    _merge(one, other)
    _merge(other, one)
    assert _shown(one) == _shown(other)
    with Archive.open(other) as archive:
        assert archive.count() == 1


def test_a_merge_is_taken_back_and_done_again(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(one, lambda it: it.star(IDS[:1]))
    _do(other, lambda it: it.tag(IDS[:1], ["presse"], ["سجن"]), lambda it: fill(it, range(4, 6)))
    before, size = _shown(one), _counts(one)
    _merge(one, other)
    after = _shown(one)
    _merge(one, other)
    with Archive.open(one) as archive:
        taken = archive.undo()
        assert (taken.kind, taken.values["of"], taken.count) == ("undo", "merge", 3)
        assert visible(archive) == before
        assert all(check.ok for check in doctor.examine(archive))
        with pytest.raises(CannotTakeBack):
            archive.redo()
        assert archive.undo().values["of"] == "star"
        assert archive.redo().values["of"] == "star"
    assert _counts(one)["revision"] == size["revision"]
    assert _counts(one)["original"] == size["original"]
    assert _merge(other, one).effect.removed == {}, "what was taken back here is no business of others"
    assert _merge(one, other).articles == 2
    assert _shown(one) == after


def _counts(path: Path) -> dict[str, int]:
    with Archive.open(path) as archive:
        conn = archive.connection()
        return {
            table: conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("revision", "original", "fact", "change")
        }


def test_work_on_what_came_in_holds_again_when_it_comes_again(two: tuple[Path, Path]) -> None:
    one, other = two
    new = sample(4)[1].sha256
    _do(other, lambda it: fill(it, range(4, 5), ("presse",)))
    merge = _merge(one, other).change.id
    _do(one, lambda it: it.tag([new], ["هنا"], ["presse"]))
    with Archive.open(one) as archive, archive.write() as conn:
        undo.take_back(conn, merge, "")
    with Archive.open(one) as archive:
        assert archive.count() == 4
        assert custody.examine(archive.connection()).sound
    _merge(one, other)
    assert _of(one, new)[0] == ("هنا",)


def test_an_older_merge_is_not_taken_from_under_a_later_one(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(other, lambda it: it.star(IDS[:1]))
    first = _merge(one, other).change.id
    _do(other, lambda it: it.star(IDS[1:2]))
    _merge(one, other)
    with Archive.open(one) as archive, archive.write() as conn, pytest.raises(CannotTakeBack):
        undo.take_back(conn, first, "")
    with Archive.open(one) as archive:
        archive.undo()
        archive.undo()
        assert not archive.article(IDS[0]).starred
        assert custody.examine(archive.connection()).sound


def test_what_others_did_is_no_step_of_this_copy(two: tuple[Path, Path]) -> None:
    """A file that was copied bears the same name; `undo` takes back what was done here alone."""
    one, other = two
    _do(other, lambda it: it.star(IDS[:1]))
    _merge(one, other)
    with Archive.open(one) as archive:
        assert [archive.undo().values["of"] for _ in range(3)] == ["merge", "edit", "import"]
        with pytest.raises(NothingToUndo):
            archive.undo()


def test_trying_writes_nothing_and_says_what_the_merge_says(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(one, lambda it: it.edit(IDS[0], "title", "من هنا"))
    _do(
        other,
        lambda it: it.edit(IDS[0], "title", "من هناك"),
        lambda it: it.tag(IDS[:2], ["presse"], ["سجن"]),
        lambda it: fill(it, range(4, 6)),
    )
    before, size = _shown(one), _counts(one)
    with Archive.open(one) as archive:
        tried = merging.merge(archive, other, dry_run=True)
    assert (_shown(one), _counts(one)) == (before, size)
    done = _merge(one, other)
    assert (tried.articles, tried.shared, tried.effect) == (done.articles, done.shared, done.effect)


def test_one_that_was_stopped_leaves_nothing(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(other, lambda it: fill(it, range(4, 40)))
    before = _shown(one)

    def stop(done: int, total: int) -> None:
        if done > total * 0.7:
            raise KeyboardInterrupt

    with Archive.open(one) as archive:
        with pytest.raises(KeyboardInterrupt):
            merging.merge(archive, other, progress=stop)
        assert visible(archive) == before
        assert custody.examine(archive.connection()).sound
    _merge(one, other)
    assert _shown(one) == _shown(other)


def test_a_merge_that_another_copy_did_is_not_taken_back_here(two: tuple[Path, Path]) -> None:
    one, other = two
    _do(other, lambda it: it.star(IDS[:1]))
    merge = _merge(one, other).change.id
    _do(one, lambda it: it.star(IDS[1:2]))
    _merge(other, one)
    with Archive.open(other) as archive, archive.write() as conn, pytest.raises(CannotTakeBack):
        undo.take_back(conn, merge, "")
