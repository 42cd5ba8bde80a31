"""The search box by keyboard: shortcut, arrows, Enter, Escape, input methods, and answers that come late."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.customers.bank import Bank, a_bank
from tests.factories import customers as make
from tests.factories import organisation as org
from tests.journeys.conftest import look_up

AsPerson = Callable[..., Page]
HITS = "#search-results [role=option]"


@pytest.fixture
def bank(transactional_db: None) -> Bank:
    return a_bank(org.cast(passwords=True))


def test_the_box_is_used_without_a_mouse(as_person: AsPerson, bank: Bank) -> None:
    make.customer("王伟", at=bank.cast.here, a=bank.cast.ana, customer_no="C0000008")
    page = as_person("A001")
    box, hits, said = page.locator("#search-box"), page.locator(HITS), page.locator("#search-said")
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    expect(page.locator("#search-results")).to_contain_text("Esc")  # what may be typed, and the keys
    look_up(page, "ww")
    expect(hits).to_have_count(2)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(said).to_have_text(re.compile("2"))
    page.keyboard.press("ArrowUp")  # around: the last one
    expect(hits.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "hit-2")
    page.keyboard.press("ArrowUp")
    expect(box).to_have_attribute("aria-activedescendant", "hit-1")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#search-results > *")).to_have_count(0)
    expect(box).to_have_value("ww")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("m")  # what stood there was marked, so it is replaced
    page.keyboard.press("Backspace")
    look_up(page, "wwm")
    expect(hits).to_have_count(1)
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("王伟明")


def test_what_was_chosen_stays_chosen_when_an_answer_comes_late(as_person: AsPerson, bank: Bank) -> None:
    """Whoever is quicker than the server opens what was chosen, not whatever stands there by then."""
    make.customer("王伟", at=bank.cast.here, a=bank.cast.ana, customer_no="C0000008")
    page = as_person("A001")
    chosen = page.locator("#search-results [aria-selected=true]")
    page.keyboard.press("/")
    look_up(page, "ww")
    page.keyboard.press("ArrowDown")
    if "王伟明" not in chosen.inner_text():
        page.keyboard.press("ArrowDown")
    expect(chosen).to_contain_text("王伟明")
    look_up(page, "m", after="ww")
    expect(page.locator(HITS)).to_have_count(1)
    expect(chosen).to_contain_text("王伟明")
    expect(page.locator("#search-box")).to_have_attribute("aria-activedescendant", "hit-1")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("王伟明")


def test_a_late_answer_is_dropped(as_person: AsPerson, bank: Bank) -> None:
    page = as_person("A001")
    kept: list[Route] = []

    def hold(route: Route) -> None:
        """The first answer waits until the second has come."""
        if kept:
            route.continue_()
        else:
            kept.append(route)

    page.route("**/search/", hold)
    hits = page.locator(HITS)
    page.keyboard.press("/")
    with page.expect_request("**/search/"):
        page.keyboard.type("wwm")
    page.keyboard.press("Control+a")
    page.keyboard.type("lf")
    expect(hits).to_have_text(re.compile("李芳"))
    kept[0].fulfill(body="<div role='listbox'><a role='option' href='/'>late</a></div>")
    page.evaluate("new Promise(requestAnimationFrame)")
    expect(hits).to_have_text(re.compile("李芳"))
    # An answer to what no longer stands in the box is dropped even if it could not be called back.
    page.evaluate("""() => document.getElementById("search-box").value = "lin" """)
    with page.expect_response("**/search/"):
        page.evaluate("""() => htmx.trigger("#search-box", "input")""")
        with page.expect_request("**/search/"):
            pass
        page.evaluate("""() => document.getElementById("search-box").value = "else" """)
    expect(page.locator("#search-box.htmx-request")).to_have_count(0)
    expect(page.locator("#search-results")).not_to_contain_text("林静")
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    expect(page.locator("#search-results > *")).to_have_count(0)


def test_a_word_that_is_being_composed_is_not_searched_for(as_person: AsPerson, bank: Bank) -> None:
    page = as_person("A001")
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if request.url.endswith("/search/") else None
    )
    page.keyboard.press("/")
    page.clock.install()
    keyboard = page.context.new_cdp_session(page)
    for letters in ("w", "wa", "wang"):
        keyboard.send(
            "Input.imeSetComposition",
            {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
        )
    page.clock.fast_forward(1_000)  # longer than the box waits after a letter
    assert asked == []
    keyboard.send("Input.insertText", {"text": "王"})
    expect(page.locator(HITS)).to_have_text(re.compile("王伟明"))
    assert len(asked) == 1


def test_everybody_is_told_what_the_box_finds_for_them(as_person: AsPerson, bank: Bank) -> None:
    """The head by a slip, the auditor by whole names, the door and personnel nobody."""

    def answer(staff_no: str, text: str, **options: object) -> str:
        page = as_person(staff_no, locale="en-GB", **options)
        page.keyboard.press("/")
        look_up(page, text)
        expect(page.locator("#search-said")).not_to_be_empty()
        return page.locator("#search-results").inner_text()

    cast = bank.cast
    assert "王伟明" in answer(cast.cleo.staff_no, "wnagweiming")
    assert "typed in full" in answer(cast.olga.staff_no, "王伟")
    assert "王**" in answer(cast.olga.staff_no, "王伟明")
    narrow = {"viewport": {"width": 390, "height": 844}}
    assert "Recognise a customer" in answer(cast.lola.staff_no, "王伟明", **narrow)
    assert answer(cast.hana.staff_no, "王伟明").strip() == "Your role does not see customers here."
