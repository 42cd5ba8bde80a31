"""The guard over the journeys notices what it is there for, and the policy in the browser's hands really holds."""

from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.journeys.conftest import Watch

INLINE = """() => {
  const script = document.createElement("script");
  script.textContent = "document.title = 'inline script ran'";
  document.body.appendChild(script);
  return document.title;
}"""


def test_a_request_to_another_host_is_noticed_and_refused(
    page: Page, live_server: LiveServer, watch: Watch
) -> None:
    page.goto(f"{live_server.url}/livez")
    assert watch.unexpected() == []
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        refused = page.evaluate("() => fetch('http://other.example/').then(() => 'sent', () => 'refused')")
    assert refused == "refused"
    assert any("Content Security Policy" in fault for fault in watch.faults)
    watch.allowed = ["."]


def test_an_inline_script_does_not_run_and_is_noticed(
    page: Page, live_server: LiveServer, watch: Watch
) -> None:
    page.goto(f"{live_server.url}/livez")
    with page.expect_console_message(lambda message: "inline script" in message.text):
        assert page.evaluate(INLINE) != "inline script ran"
    assert any("inline script" in fault for fault in watch.faults)
    watch.allowed = ["."]


def test_a_fault_of_the_server_is_noticed(page: Page, live_server: LiveServer, watch: Watch) -> None:
    page.route("**/broken", lambda route: route.fulfill(status=500, body="broken"))
    page.goto(f"{live_server.url}/livez")
    with page.expect_response("**/broken"):
        page.evaluate("() => fetch('/broken')")
    assert any("server error 500" in fault for fault in watch.faults)
    watch.allowed = ["."]


def test_pages_come_in_chinese_unless_asked_otherwise(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/livez")
    assert page.evaluate("() => navigator.language") == "zh-CN"
