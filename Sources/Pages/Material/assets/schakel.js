// SPDX-License-Identifier: EUPL-1.2
// Everything works without this; it only spares some steps.
"use strict";

const faults = document.getElementById("faults");
if (faults) faults.focus();

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A form is sent once, however often the button is pressed.
for (const form of document.querySelectorAll("form")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
});

// Parts that are read again when something was entered. What somebody is busy with is left alone; he is told that there is news.
const parts = [...document.querySelectorAll("[data-live]")];
const status = document.querySelector(".live");

async function refresh() {
  const answer = await fetch(location.href, { cache: "no-store", redirect: "error" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of parts) {
    const fresh = page.getElementById(part.id);
    if (!fresh || fresh.textContent === part.textContent) continue;
    const isBusy = part.contains(document.activeElement) || part.querySelector("input:checked, details[open]");
    if (!isBusy) part.replaceChildren(...fresh.childNodes);
    if (status) status.textContent = isBusy ? status.dataset.stale : status.dataset.updated;
  }
}

if (parts.length && "EventSource" in window) {
  let source = null;
  const follow = () => {
    if (document.hidden) {
      source?.close();
      source = null;
    } else if (!source) {
      source = new EventSource(parts[0].dataset.live);
      source.addEventListener("change", () => refresh().catch(() => {}));
    }
  };
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) refresh().catch(() => {});
    follow();
  });
  follow();
}

// Keys in a list: j and k go through the rows, x picks one. Only while the list has the focus, and one can switch them off.
for (const help of document.querySelectorAll("[data-keys]")) {
  const list = document.querySelector(`[data-rows="${help.dataset.keys}"]`);
  const box = help.querySelector("input");
  const memory = (text) => {
    try {
      return text === undefined ? localStorage.getItem("keys") : localStorage.setItem("keys", text);
    } catch {
      return null;
    }
  };
  help.hidden = false;
  box.checked = memory() !== "off";
  box.addEventListener("change", () => memory(box.checked ? "on" : "off"));
  list.addEventListener("keydown", (event) => {
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || !["j", "k", "x"].includes(event.key)) return;
    const rows = [...list.querySelectorAll("tbody tr")];
    const at = rows.findIndex((row) => row.contains(event.target));
    if (event.key === "x") rows[at]?.querySelector("input")?.click();
    else rows[event.key === "j" ? at + 1 : Math.max(at, 1) - 1]?.querySelector("a").focus();
    event.preventDefault();
  });
}
