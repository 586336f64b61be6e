"use strict";
// What the pages do without: sliders beside days, a jump to the words of a record, one key.
(() => {
  const DAY = 86400000;
  const number = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;
  const day = (count) => new Date(count * DAY).toISOString().slice(0, 10);

  // A slider under each day that has bounds; letting go of it asks anew.
  for (const field of document.querySelectorAll("[data-sliders] input[type=date][data-first]")) {
    const [first, last] = [number(field.dataset.first), number(field.dataset.last)];
    if (!(last > first)) continue;
    const slider = document.createElement("input");
    const resting = field.name === "since" ? first : last;
    slider.type = "range";
    [slider.min, slider.max] = [first, last];
    slider.value = field.value ? number(field.value) : resting;
    slider.setAttribute("aria-label", `${field.name.replaceAll("_", " ")}, slider`);
    slider.addEventListener("input", () => {
      field.value = Number(slider.value) === resting ? "" : day(Number(slider.value));
    });
    slider.addEventListener("change", () => field.form.requestSubmit());
    field.addEventListener("change", () => {
      slider.value = field.value ? number(field.value) : resting;
    });
    field.closest("label").append(slider);
  }

  // Addresses stay short: fields that are empty are not sent.
  for (const form of document.querySelectorAll('form:not([method="post"])')) {
    form.addEventListener("submit", () => {
      const empty = [...form.elements].filter((field) => field.name && !field.value);
      for (const field of empty) field.disabled = true;
      setTimeout(() => empty.forEach((field) => { field.disabled = false; }));
    });
  }

  // An address that ends with a record's id opens on it, with its words lit up.
  function jump() {
    const id = decodeURIComponent(location.hash.slice(1));
    const card = id && document.querySelector(`.card[data-record="${CSS.escape(id)}"]`);
    if (card) card.focus({ preventScroll: false });
  }
  addEventListener("hashchange", jump);
  addEventListener("load", jump);

  // On a narrow screen the name of this page may lie beyond the edge of the menu.
  const menu = document.querySelector(".top nav");
  const current = menu && menu.querySelector("[aria-current]");
  if (current) menu.scrollLeft = current.offsetLeft - menu.offsetLeft - 40;

  // "/" goes to the search, as in many programs.
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, select, textarea");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const search = document.getElementById("q");
    if (!search) return;
    event.preventDefault();
    search.focus();
  });
})();
