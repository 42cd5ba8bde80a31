"""Third-party files come from an allow-list; a missing one is named together with the command that brings it."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from pytest_django import Settings

from bankcrm.assets import VENDOR_FILES, VendorFinder


@pytest.mark.parametrize("name", sorted(VENDOR_FILES))
def test_every_listed_file_is_found(name: str) -> None:
    assert Path(finders.find(name)).is_file()


@pytest.mark.parametrize(
    "name", ["vendor/package.json", "bootstrap/package.json", "vendor/../echarts/package.json"]
)
def test_nothing_else_leaves_the_packages(name: str) -> None:
    assert VendorFinder().find(name) is None


def test_listing_opens_the_file_behind_each_name() -> None:
    for name, storage in VendorFinder().list(["*.map"]):
        assert not name.endswith(".map")
        with storage.open(name) as file:
            assert file.read(1)


def test_a_missing_file_is_named_with_its_remedy(settings: Settings, tmp_path: Path) -> None:
    settings.NODE_MODULES = tmp_path
    found = VendorFinder().check()
    assert len(found) == len(VENDOR_FILES)
    assert found[0].id == "bankcrm.E001"
    assert "make setup" in found[0].hint


def test_collected_files_need_no_packages(settings: Settings, tmp_path: Path) -> None:
    settings.NODE_MODULES = tmp_path / "absent"
    settings.STATIC_ROOT = str(tmp_path)
    (tmp_path / "staticfiles.json").write_text("{}")
    assert VendorFinder().check() == []
