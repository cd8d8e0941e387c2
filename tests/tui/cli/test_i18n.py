"""The reader's language: how it is chosen, and what the catalogues hold."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui import i18n


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    i18n.set_language("en")


@pytest.mark.parametrize(
    ("flag", "settings", "environ", "chosen"),
    [
        ("fr", "ar", {"ARCHIVE_LANG": "en", "LANG": "ar_MA.UTF-8"}, "fr"),
        (None, "ar", {"ARCHIVE_LANG": "en", "LANG": "fr_FR"}, "en"),
        (None, "ar", {"LANG": "fr_FR"}, "ar"),
        (None, None, {"LANG": "fr_MA.UTF-8"}, "fr"),
        (None, None, {"LANG": "en_GB.UTF-8"}, "en"),
        (None, None, {"LANG": "ar_MA"}, "ar"),
        (None, None, {"LANG": "fr_FR", "LC_ALL": "en_US"}, "en"),
        (None, None, {"LANG": "fr_FR", "LC_ALL": ""}, "fr"),
        (None, None, {"LANG": "fr_FR", "LC_ALL": "C"}, "ar"),
        (None, None, {"LANG": "C.UTF-8"}, "ar"),
        (None, None, {"LANG": "POSIX"}, "ar"),
        (None, None, {"LANG": "de_DE.UTF-8"}, "ar"),
        (None, None, {"LANG": "ar_MA.UTF-8"}, "ar"),
        (None, None, {"LANG": "en_US.UTF-8@euro"}, "en"),
        (None, None, {"LANG": "fr_MA.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        (None, None, {"LANG": "en_GB.UTF-8", "LANGUAGE": "ber:fr_FR:en"}, "fr"),
        (None, None, {"LANG": "de_DE.UTF-8", "LANGUAGE": "de:en"}, "en"),
        (None, None, {"LANG": "fr_FR.UTF-8", "LANGUAGE": ""}, "fr"),
        (None, None, {"LANG": "C", "LANGUAGE": "fr"}, "ar"),
        (None, None, {"LANGUAGE": "fr"}, "ar"),
        (None, "en", {"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr"}, "en"),
        (None, None, {}, "ar"),
        ("xx", None, {"ARCHIVE_LANG": "yy", "LANG": "fr"}, "fr"),
        ("FR", None, {}, "fr"),
    ],
)
def test_choosing(flag: str | None, settings: str | None, environ: dict[str, str], chosen: str) -> None:
    assert i18n.choose_language(flag, settings, environ) == chosen


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        i18n.set_language("xx")


def test_the_language_changes_while_the_program_runs() -> None:
    said = []
    for code in ("en", "fr", "ar"):
        i18n.set_language(code)
        said.append(i18n._("Tags"))
        assert i18n.language() == code
        assert i18n.is_rtl() == (code == "ar")
    assert said == ["Tags", "Étiquettes", "الوسوم"]
    assert [i18n.next_language() for code in i18n.LANGUAGES if not i18n.set_language(code)] == [
        "fr",
        "en",
        "ar",
    ]


def test_the_empty_text_is_not_the_header_of_the_catalogue() -> None:
    i18n.set_language("ar")
    assert i18n._("") == ""


def test_arabic_counts_have_six_forms() -> None:
    i18n.set_language("ar")
    counts = (0, 1, 2, 3, 11, 100)
    forms = [i18n.ngettext("{count} article imported", "{count} articles imported", n) for n in counts]
    assert len(set(forms)) >= 5
    assert i18n.ngettext("{count} article imported", "{count} articles imported", 7) == forms[3]
    assert i18n.ngettext("{count} article imported", "{count} articles imported", 42) == forms[4]
    assert i18n.ngettext("{count} article imported", "{count} articles imported", 200) == forms[5]


def test_the_catalogues_are_complete_and_compiled(root: Path) -> None:
    pytest.importorskip("babel")
    done = subprocess.run(
        [sys.executable, "-m", "tui.locale.catalogues", "--check"],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr


def test_what_is_missing_unused_or_untranslated_in_a_catalogue_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("babel")
    from babel.messages.catalog import Catalog

    from tui.locale import catalogues

    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    template = Catalog(domain="archive", charset="utf-8")
    for message in ("kept", "new {count}", "said once"):
        template.add(message)
    stored = Catalog(locale="fr", domain="archive", charset="utf-8")
    stored.add("kept", "gardé")
    stored.add("gone", "parti")
    stored.add("said once", "")
    path = catalogues.path_of("fr")
    path.parent.mkdir(parents=True)
    path.write_bytes(catalogues.po_bytes(stored))
    found = " | ".join(catalogues.faults("fr", template))
    assert "not in the catalogue: 'new {count}'" in found
    assert "not used any more: 'gone'" in found
    assert "not translated: 'said once'" in found
    assert "not compiled" in found
    assert "kept" not in found

    stored.delete("gone")
    stored.add("new {count}", "nouveau {nombre}")
    stored.add("said once", "dit", flags=["fuzzy"])
    path.write_bytes(catalogues.po_bytes(stored))
    found = " | ".join(catalogues.faults("fr", template))
    assert "braces differ" in found
    assert "fuzzy: 'said once'" in found
    assert "gone" not in found


def test_every_message_of_the_code_is_collected() -> None:
    pytest.importorskip("babel")
    from tui.commands.command import CONDITIONS
    from tui.commands.places import PLACES
    from tui.commands.table import COMMANDS
    from tui.locale.catalogues import collect
    from tui.reasons import SENTENCES

    collected = {message.id if isinstance(message.id, str) else message.id[0] for message in collect()}
    marked = [text for command in COMMANDS for text in (command.name, command.help)]
    marked += [*PLACES.values(), *(sentence for _, sentence in CONDITIONS.values()), *SENTENCES]
    assert set(marked) - collected == set()


def test_speaking_loads_nothing_heavy() -> None:
    code = "import sys, tui.i18n; tui.i18n.set_language('ar'); print(*(m for m in ('textual', 'babel', 'click', 'sqlite3') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)
    assert (done.stdout.strip(), done.returncode) == ("", 0)


def test_french_has_no_arabic_that_its_message_does_not_have() -> None:
    from babel.messages.pofile import read_po

    from tui.locale.catalogues import path_of

    arabic = re.compile("[\u0600-\u06ff]")
    with path_of("fr").open("rb") as file:
        for message in read_po(file, locale="fr"):
            said, asked = ("".join(one) for one in (message.string, message.id))
            assert not arabic.search(said) or arabic.search(asked), message.id
