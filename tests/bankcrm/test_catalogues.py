"""Messages are found in code and templates, compiled without gettext's programs, and held against the code."""

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.core.management import CommandError, call_command
from pytest_django import Settings

from bankcrm import catalogues

TEMPLATE = """{% load i18n %}
<p>{% translate "Tier" %} {% translate "Open" context "menu" %}</p>
{% blocktranslate trimmed count days=n %}
  one day
{% plural %}
  {{ days }} days
{% endblocktranslate %}
<a title='{% translate "It's due" as due %}{{ due }}'>{{ _("Score") }}</a>
"""
CODE = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext
words = [_("Balance"), gettext_lazy("Branch"), ngettext("%(n)d row", "%(n)d rows", 2), _(Balance)]
"""
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def project(tmp_path: Path, settings: Settings) -> Path:
    (tmp_path / "customers").mkdir()
    (tmp_path / "customers" / "views.py").write_text(CODE)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    (tmp_path / "locale" / "zh_Hans" / "LC_MESSAGES").mkdir(parents=True)
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return tmp_path


def write(project: Path, text: str) -> Path:
    path = project / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    path.write_text(HEADER + text, encoding="utf-8")
    return path


def ids(catalog: Catalog) -> set[tuple[object, str | None]]:
    return {(message.id, message.context) for message in catalog if message.id}


def test_finds_every_message_of_code_and_templates(project: Path) -> None:
    assert ids(catalogues.extract()) == {
        ("Tier", None),
        ("Open", "menu"),
        (("one day", "%(days)s days"), None),
        ("It's due", None),
        ("Score", None),
        ("Balance", None),
        ("Branch", None),
        (("%(n)d row", "%(n)d rows"), None),
    }


def test_update_and_compile_make_a_catalogue_that_python_reads(project: Path) -> None:
    path = write(project, 'msgid "Balance"\nmsgstr "余额"\n\nmsgid "Gone"\nmsgstr "走了"\n')
    call_command("catalogues", "--update", verbosity=0)
    with open(path.with_suffix(".mo"), "rb") as handle:
        compiled = gettext.GNUTranslations(handle)
    assert compiled.gettext("Balance") == "余额"
    assert "Gone" not in path.read_text()
    assert 'msgid "Branch"' in path.read_text()


def test_compiles_only_what_changed(project: Path) -> None:
    write(project, 'msgid "Balance"\nmsgstr "余额"\n')
    assert len(catalogues.compile_all()) == 1
    assert catalogues.compile_all() == []


def test_names_every_fault(project: Path) -> None:
    write(
        project,
        'msgid "Balance"\nmsgstr "余额"\n\n'
        'msgid "Branch"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "Tier"\nmsgstr "层"\n\n'
        'msgid "%(n)d row"\nmsgid_plural "%(n)d rows"\nmsgstr[0] "%(m)d 行"\n\n'
        'msgid "Gone"\nmsgstr "走了"\n',
    )
    found = {(fault.what, fault.text) for fault in catalogues.faults()}
    assert found >= {
        ("not translated", "Branch"),
        ("marked as doubtful", "Tier"),
        ("other placeholders than the code", "%(n)d rows"),
        ("no longer in the code", "Gone"),
        ("not in the catalogue", "Score"),
        ("has no catalogue", "en"),
    }
    with pytest.raises(CommandError, match="faults in the message catalogues"):
        call_command("catalogues", "--check", verbosity=0)
