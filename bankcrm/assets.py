"""Third-party front-end files: an allow-list of names and the npm file behind each.

Nothing else leaves node_modules.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import CheckMessage, Error
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

# Served name -> file below node_modules. The maps are named in the files and must resolve under hashed names.
VENDOR_FILES = {
    "vendor/bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "vendor/bootstrap.min.css.map": "bootstrap/dist/css/bootstrap.min.css.map",
    "vendor/bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "vendor/bootstrap.bundle.min.js.map": "bootstrap/dist/js/bootstrap.bundle.min.js.map",
    "vendor/bootstrap-icons.min.css": "bootstrap-icons/font/bootstrap-icons.min.css",
    "vendor/fonts/bootstrap-icons.woff": "bootstrap-icons/font/fonts/bootstrap-icons.woff",
    "vendor/fonts/bootstrap-icons.woff2": "bootstrap-icons/font/fonts/bootstrap-icons.woff2",
    "vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "vendor/echarts.min.js": "echarts/dist/echarts.min.js",
}


class VendorStorage(FileSystemStorage):
    """Reads the npm file behind a served name."""

    prefix = ""

    def path(self, name: str) -> str:
        return str(Path(self.location) / VENDOR_FILES.get(name, name))

    def _open(self, name: str, mode: str = "rb") -> File:
        return File(open(self.path(name), mode), name=name)


class VendorFinder(BaseFinder):
    """Lets collectstatic and the development server find the files of VENDOR_FILES."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = VendorStorage(location=settings.NODE_MODULES)

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        if settings.STATIC_ROOT and (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
            return []  # an image holds the collected files and no packages
        return [
            Error(
                f"The front-end file {source} is missing.",
                hint="Run `make setup`: it fetches the pinned packages of package-lock.json.",
                id="bankcrm.E001",
            )
            for name, source in VENDOR_FILES.items()
            if not Path(self.storage.path(name)).exists()
        ]

    def find(self, path: str, find_all: bool = False) -> Any:
        found = [self.storage.path(path)] if path in VENDOR_FILES else []
        found = [name for name in found if Path(name).exists()]
        if find_all:
            return found
        return found[0] if found else None

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        for name in VENDOR_FILES:
            if not matches_patterns(name, list(ignore_patterns or [])):
                yield name, self.storage
