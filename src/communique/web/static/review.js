"use strict";
// Reviewing: one key judges a record, and the next takes its place without a new page. Without this
// file the same forms and links work, each with a page of its own.
(() => {
  const token = () => document.querySelector('meta[name="csrf"]').content;
  const headers = () => ({ "x-csrf-token": token(), "x-fragment": "1" });
  let busy = false;

  function tell(old, text) {
    const told = document.createElement("p");
    told.className = "notice bad";
    told.setAttribute("role", "alert");
    told.textContent = text || "The desk does not answer. Nothing was kept; try again.";
    old.querySelector(".notice.bad")?.remove();
    old.prepend(told);
  }

  // The part of a page that an address or a form answers with, in the place of `old`.
  async function put(old, address, options) {
    if (busy) return;
    busy = true;
    old.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, options);
      const text = await answer.text();
      const found = new DOMParser().parseFromString(text, "text/html").body.firstElementChild;
      const fits = found && (found.id === "item" || found.classList.contains("said-of"));
      if (!fits && !answer.ok) { tell(old, text.includes("<") ? "" : text); return; }
      if (!fits) { location.assign(answer.url); return; }
      old.replaceWith(found);
      if (found.id === "item") {
        const first = found.querySelector(".why-not, .editing") &&
          (found.querySelector("[aria-invalid]") || found.querySelector(".editing input:not([type=hidden]), .editing select"));
        (first || found.querySelector(".judging")).focus();
        scrollTo({ top: 0 });
        prepare(found);
      }
    } catch {
      tell(old, "");
    } finally {
      old.removeAttribute("aria-busy");
      busy = false;
    }
  }

  function send(form, button, old) {
    const data = new URLSearchParams(new FormData(form, button));
    return put(old, form.action, { method: "POST", headers: headers(), body: data });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-part]:not([data-leave])")) {
      event.preventDefault();
      send(form, event.submitter, document.getElementById("item"));
    } else if (form.matches("[data-card]")) {
      event.preventDefault();
      send(form, event.submitter, form.closest(".said-of"));
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[data-part]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    put(document.getElementById("item"), link.href, { headers: headers() });
  });

  const has = (attribute, key) => (node) => node.getAttribute(attribute).split(" ").includes(key);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.key === "Escape") {
      const leave = document.querySelector("[data-escape]");
      if (leave) { event.preventDefault(); leave.click(); }
      return;
    }
    if (target.closest("input, select, textarea")) return;
    if (event.key === "?" && document.getElementById("help")) {
      const help = document.getElementById("help");
      help.open = !help.open;
      if (help.open) help.scrollIntoView({ block: "nearest" });
      return;
    }
    const key = event.key.toLowerCase();
    const card = target.closest(".card");
    const button = card
      ? [...card.querySelectorAll("[data-card-key]")].find(has("data-card-key", key))
      : [...document.querySelectorAll("#item [data-key]")].find(has("data-key", key));
    if (button) { event.preventDefault(); button.click(); return; }
    if (key === "a" && document.getElementById("missed")) { event.preventDefault(); addMarked(); }
  });

  // Words marked in a report's text go into the form for what was missed, with their place.
  const points = (text) => [...text].length;

  function marked() {
    const text = document.querySelector(".report .text");
    const chosen = getSelection();
    if (!text || !chosen || chosen.isCollapsed || !chosen.rangeCount) return null;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const words = range.toString();
    const lead = words.length - words.trimStart().length;
    if (!words.trim()) return null;
    return {
      words: words.trim(),
      start: points(before.toString()) + points(words.slice(0, lead)),
    };
  }

  function fill() {
    const form = document.querySelector("#missed form");
    const found = marked();
    if (!form || !found) return false;
    form.elements.words.value = found.words;
    form.elements.start.value = found.start;
    return true;
  }

  function addMarked() {
    const form = document.querySelector("#missed form");
    if (fill()) form.requestSubmit();
    else { form.scrollIntoView({ block: "center" }); form.elements.words.focus(); }
  }

  document.addEventListener("selectionchange", fill);
  document.addEventListener("input", (event) => {
    if (event.target.matches("#missed [name=words]")) event.target.form.elements.start.value = "";
    complete(event.target);
  });

  // A field of several values completes the last of them; the modes are those of the type.
  function complete(field) {
    if (field.matches(".editing [data-many]") && field.list) {
      const cut = field.value.lastIndexOf(";");
      const lead = cut < 0 ? "" : `${field.value.slice(0, cut + 1)} `;
      for (const option of field.list.options) {
        option.dataset.plain ??= option.value;
        option.value = lead + option.dataset.plain;
      }
    } else if (field.list) {
      for (const option of field.list.options) option.value = option.dataset.plain ?? option.value;
    }
    if (field.matches(".editing [name=type]")) modes(field.form);
  }

  function modes(form) {
    const list = form.querySelector("#l-mode");
    if (!list || !form.dataset.modes) return;
    const known = JSON.parse(form.dataset.modes)[form.elements.type.value.trim()] || [];
    list.replaceChildren(...known.map((mode) => {
      const option = document.createElement("option");
      option.value = mode;
      return option;
    }));
  }

  function prepare(root) {
    for (const form of root.querySelectorAll(".editing[data-modes]")) {
      if (form.elements.type) modes(form);
    }
  }
  prepare(document);
  const opening = document.querySelector("#item .judging");
  if (opening && !document.querySelector("#item .editing")) opening.focus({ preventScroll: true });
})();
