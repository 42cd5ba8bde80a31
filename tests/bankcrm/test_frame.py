"""The frame of every page: light enough for the branch network, readable by everybody, one host."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories import organisation as make
from tests.factories.organisation import Cast

SCRIPT_BUDGET = 150_000  # bytes of script on an ordinary page, before compression (ux.md)
READABLE = 4.5  # WCAG 2.2 AA, text
CSS = (settings.BASE_DIR / "static/css/base.css").read_text()


def tokens(theme: str) -> dict[str, str]:
    block = re.search(rf'\[data-bs-theme="{theme}"\] \{{(.*?)\n\}}', CSS, re.DOTALL)
    assert block
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block.group(1)))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


WORDS = ["ink", "muted", "accent", "ok", "due", "late"]
WORDS += [f"tier-{tier}" for tier in ("mass", "gold", "platinum", "diamond", "private")]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_word_is_readable_on_every_ground(theme: str) -> None:
    colours = tokens(theme)
    pairs = [*product(WORDS, ("paper", "ground")), ("accent-ink", "accent"), ("accent", "accent-soft")]
    pairs += [(tone, f"{tone}-soft") for tone in ("ok", "due", "late", "info")]
    pairs += [("ink", "ground-2"), ("ink", "accent-soft")]
    found = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in pairs}
    assert {pair: value for pair, value in found.items() if value < READABLE} == {}


def test_light_and_dark_have_the_same_tokens() -> None:
    assert tokens("light").keys() == tokens("dark").keys()


def scripts(page: str) -> list[Path]:
    names = re.findall(r'<script src="/static/([^"]+)"', page)
    found = [finders.find(name) for name in names]
    assert all(found), names
    return [Path(str(one)) for one in found]


def test_an_ordinary_page_stays_within_the_script_budget(client: Client, cast: Cast) -> None:
    make.night()
    client.force_login(cast.ana)
    page = client.get("/").content.decode()
    assert sum(path.stat().st_size for path in scripts(page)) <= SCRIPT_BUDGET


def test_every_style_sheet_is_in_the_frame() -> None:
    frame = (settings.BASE_DIR / "templates/base.html").read_text()
    used = re.findall(r"'css/(\w+)\.css'", frame)
    assert sorted(used) == sorted(path.stem for path in (settings.BASE_DIR / "static/css").glob("*.css"))


def test_own_scripts_stay_short() -> None:
    for path in (settings.BASE_DIR / "static/js").glob("*.js"):
        assert len(path.read_text().splitlines()) < 100, path


@pytest.mark.parametrize("path", ["/", "/organisation/account/", "/services/", "/complaints/", "/nowhere/"])
def test_every_page_can_be_heard_and_walked(client: Client, cast: Cast, path: str) -> None:
    client.force_login(cast.ana)
    page = client.get(path).content.decode()
    assert re.search(r'<html lang="(zh-hans|en)"', page)
    assert '<a class="skip-link" href="#main">' in page
    assert len(re.findall(r'<main id="main"', page)) == 1
    assert len(re.findall(r"<h1[ >]", page)) == 1
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert not re.search(r'<i class="bi[^"]*"(?![^>]*aria-hidden)', page)


def test_no_page_speaks_of_another_host_or_carries_inline_code(client: Client, cast: Cast) -> None:
    client.force_login(cast.ana)
    for path in ("/", "/organisation/account/", "/account/password/", "/nowhere/"):
        page = client.get(path).content.decode()
        assert not re.search(r'(src|href|action)="(https?:)?//', page)
        assert not re.search(r"<style|<script(?! src)|\son\w+=|javascript:", page)
