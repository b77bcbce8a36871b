// The field that asks for a region becomes a combobox; htmx fetches what fits while one types.
"use strict";

(() => {
  let count = 0;

  const parts = (input) => {
    const field = input.closest("[data-region-field]");
    return {
      code: field.querySelector("input[type=hidden]"),
      results: field.querySelector("[data-region-results]"),
      status: field.querySelector("[data-region-status]"),
      candidates: field.querySelector("[data-region-candidates]"),
    };
  };

  const enhance = (root) => {
    root.querySelectorAll("[data-region-field] > input[type=text]:not([role])").forEach((input) => {
      input.setAttribute("role", "combobox");
      input.setAttribute("aria-autocomplete", "list");
      input.setAttribute("aria-haspopup", "listbox");
      input.setAttribute("aria-expanded", "false");
    });
  };

  const close = (input) => {
    parts(input).results.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-controls");
    input.removeAttribute("aria-activedescendant");
  };

  const options = (input) => [...parts(input).results.querySelectorAll("[role=option]")];

  const mark = (input, option) => {
    options(input).forEach((one) => one.setAttribute("aria-selected", String(one === option)));
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const choose = (input, option) => {
    const { code, status, candidates } = parts(input);
    input.value = option.dataset.path;
    code.value = option.dataset.code;
    candidates?.remove();
    close(input);
    status.textContent = option.dataset.path;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const comboboxOf = (element) => {
    const field = element?.closest?.("[data-region-field]");
    return field?.querySelector("input[role=combobox]");
  };

  // Text that was changed after a choice no longer stands for the region chosen before.
  document.addEventListener("input", (event) => {
    if (!event.target.matches("input[role=combobox]")) return;
    const { code, candidates } = parts(event.target);
    code.value = "";
    candidates?.querySelectorAll(":checked").forEach((radio) => { radio.checked = false; });
    if (!event.target.value.trim()) close(event.target);
  });

  document.addEventListener("htmx:configRequest", (event) => {
    const input = event.target;
    if (!input.matches("[data-region-field] > input")) return;
    if (!input.value.trim()) {
      event.preventDefault();
      return;
    }
    const { near, level } = input.dataset;
    Object.assign(event.detail.parameters, { q: input.value, near, level });
  });

  // An answer that comes after the field was left, or after a choice, is not shown.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const input = comboboxOf(event.target);
    if (!input || !event.target.matches("[data-region-results]")) return;
    if (document.activeElement !== input || parts(input).code.value) event.detail.shouldSwap = false;
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    const input = comboboxOf(event.target);
    if (!input || !event.target.matches("[data-region-results]")) return;
    const list = event.target.querySelector("[role=listbox]");
    input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-expanded", String(Boolean(list)));
    if (list) {
      count += 1;
      list.id = `region-list-${count}`;
      options(input).forEach((option, index) => { option.id = `${list.id}-${index}`; });
      input.setAttribute("aria-controls", list.id);
    } else {
      input.removeAttribute("aria-controls");
    }
    const says = event.target.querySelector("[data-region-says]");
    parts(input).status.textContent = says ? says.textContent.trim() : "";
  });

  const step = (input, by) => {
    const all = options(input);
    if (!all.length) return false;
    const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const next = now < 0 && by < 0 ? all.length - 1 : (now + by + all.length) % all.length;
    mark(input, all[next]);
    return true;
  };

  const keys = {
    ArrowDown: (input) => step(input, 1),
    ArrowUp: (input) => step(input, -1),
    Enter: (input) => {
      const option = options(input).find((one) => one.getAttribute("aria-selected") === "true");
      if (option) choose(input, option);
      return Boolean(option);
    },
    Escape: (input) => {
      const isOpen = parts(input).results.childElementCount > 0;
      close(input);
      return isOpen;
    },
  };

  document.addEventListener("keydown", (event) => {
    if (!event.target.matches("input[role=combobox]") || !(event.key in keys)) return;
    if (keys[event.key](event.target)) event.preventDefault();
  });

  // Focus stays in the input, so that leaving it can close the list.
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-region-results] [role=option]")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest("[data-region-results] [role=option]");
    if (option) choose(comboboxOf(option), option);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches("input[role=combobox]")) close(event.target);
  });

  enhance(document);
  document.addEventListener("htmx:load", (event) => enhance(event.target));
})();
