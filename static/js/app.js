// Keyboard, rows that open, dialog, menu on a phone, and what to say when the server does not answer.
(() => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const dialog = $("#dialog");
  const notice = $("#notice");

  // Rows: the link in a row opens it, j and k walk, a click anywhere in the row follows the link.
  const rows = () => [...document.querySelectorAll("table[data-rows] tbody tr[data-href]")];
  const walk = (step) => {
    const all = rows();
    const now = all.indexOf(document.activeElement.closest("tr[data-href]"));
    const next = all[Math.min(Math.max(now + step, 0), all.length - 1)];
    if (!next) return;
    ($("a", next) || next).focus();
    next.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("click", (event) => {
    const row = event.target.closest("table[data-rows] tr[data-href]");
    if (row && !event.target.closest("a, button, input, label, summary") && !getSelection().toString()) {
      if (event.ctrlKey || event.metaKey) window.open(row.dataset.href);
      else window.location.href = row.dataset.href;
    }
    if (event.target.closest("[data-menu-toggle]")) {
      const open = document.body.classList.toggle("menu-open");
      event.target.closest("[data-menu-toggle]").setAttribute("aria-expanded", String(open));
    } else if (!event.target.closest("#menu")) document.body.classList.remove("menu-open");
    if (event.target.closest("[data-dialog-close]") || event.target === dialog) dialog.close();
    if (event.target.closest("[data-print]")) window.print();
    const person = event.target.closest("[data-sign-in]");
    if (person) {
      $("[name=login]").value = person.dataset.signIn;
      $("[name=password]").value = person.dataset.password;
      $("[name=password]").form.requestSubmit();
    }
  });

  // A double click sends a form once. Another button of it may be pressed at once, and the same one soon: the answer
  // may be a file, and the page stays.
  const sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post]")) return;
    const pressed = event.submitter || form;
    if (sent.has(pressed)) return event.preventDefault();
    sent.add(pressed);
    setTimeout(() => sent.delete(pressed), 2000);
  });

  document.addEventListener("keydown", (event) => {
    if (!typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey && !dialog.open) {
      if (event.key === "j") walk(1);
      if (event.key === "k") walk(-1);
    }
  });

  // What loads when details are opened: they may stand open from the start, or were opened before the scripts came.
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("details[open]").forEach((one) => one.dispatchEvent(new Event("toggle")));
  });
  // Dialog: htmx fills #dialog, then it opens; the server closes it with the event dialog:close.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === dialog) {
      if (!dialog.open) dialog.showModal();
      ($(".is-invalid, [autofocus], form :is(select, textarea, input:not([type=hidden]))", dialog) || dialog).focus();
    }
    event.detail.target.removeAttribute("aria-busy");
  });
  document.addEventListener("dialog:close", () => dialog.close());

  // What a page asks for by itself is no use by a person: it does not keep the session alive.
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.detail.triggeringEvent) event.detail.headers["X-Background"] = "1";
  });

  // What to say when an answer is missing or refused.
  const say = (words) => {
    notice.textContent = words;
    notice.hidden = false;
    setTimeout(() => {
      notice.hidden = true;
    }, 8000);
  };
  const words = { 403: "refused", 404: "missing" };
  const failed = (event, text) => {
    const waiting = event.detail.elt.matches(".panel") && $(".loading", event.detail.elt);
    if (!waiting) return say(text);
    waiting.className = "muted";
    waiting.textContent = notice.dataset.panel;
  };
  document.addEventListener("htmx:sendError", (event) => failed(event, notice.dataset.offline));
  document.addEventListener("htmx:responseError", (event) => {
    failed(event, notice.dataset[words[event.detail.xhr.status]] || notice.dataset.offline);
  });
})();
