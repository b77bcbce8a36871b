// Small comforts hung on data- attributes; every page works without them.
"use strict";

// data-autosubmit: a filter acts as soon as it is chosen.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  if (form && event.target.matches("select, [type=checkbox], [type=radio], [type=date]")) {
    form.requestSubmit();
  }
});

// An address names only what was chosen.
document.addEventListener("formdata", (event) => {
  if (event.target.method !== "get") return;
  [...event.formData].forEach(([name, value]) => { if (value === "") event.formData.delete(name); });
});

// data-confirm="question": asked before a form is sent. A form is sent once, unless data-repeat
// says that sending it again is harmless (a download leaves the page as it is).
document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm || form.dataset.confirm;
  if (form.dataset.sent || (question && !window.confirm(question))) {
    event.preventDefault();
    return;
  }
  if (form.method === "post" && !("repeat" in form.dataset) && !event.defaultPrevented) {
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  }
});

const release = (form) => {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
};
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest("form");
  if (form) release(form);
});

// A form that stays on its page (hx-post): what went wrong there is shown instead of it, unless
// nothing arrived; then it stays as it is, and says so.
const ownForm = (event) => event.target.closest?.("form[hx-post]");
const sayNotSent = (form) => {
  form.querySelector("[data-says-not-sent]")?.remove();
  const words = document.querySelector("[data-not-sent]").content.cloneNode(true).firstElementChild;
  words.dataset.saysNotSent = "";
  words.setAttribute("role", "alert");
  const actions = form.querySelector(".form-actions, .equal");
  if (actions) actions.before(words);
  else form.append(words);
  words.scrollIntoView({ block: "nearest" });
};
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target } = event.detail;
  if (target?.id !== "main" || xhr.status < 400) return;
  event.detail.shouldSwap = xhr.responseText.includes('id="main"');
  event.detail.isError = !event.detail.shouldSwap;
});
["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach((name) => {
  document.addEventListener(name, (event) => {
    const form = ownForm(event);
    if (form) sayNotSent(form);
  });
});
document.addEventListener("htmx:beforeRequest", (event) => {
  ownForm(event)?.querySelector("[data-says-not-sent]")?.remove();
});
// htmx notes the page's address in the phone's storage, where a search may name somebody.
const forgetAddress = () => sessionStorage.removeItem("htmx-current-path-for-history");
forgetAddress();
document.addEventListener("htmx:pushedIntoHistory", forgetAddress);

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "main") return;
  const summary = document.querySelector("#main .error-summary, #main [role=alert]");
  (summary || document.getElementById("main")).focus();
  // What allauth has hung on the sign-in's passkey button hangs on the new one as well.
  document.querySelectorAll("script[data-allauth-onload$=loginForm]").forEach((script) => {
    const { ids } = JSON.parse(script.textContent);
    if (document.getElementById(ids.login)) window.allauth.webauthn.forms.loginForm({ ids });
  });
});

// data-closes: an opened menu closes on Escape and on a click elsewhere.
const closeMenus = (inside) => {
  document.querySelectorAll("details[data-closes][open]").forEach((menu) => {
    if (!inside || !menu.contains(inside)) menu.open = false;
  });
};
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest("details[data-closes][open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});

// data-chosen-file: tells name and size of the file that was chosen.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[type=file]")) return;
  const line = event.target.closest(".field")?.querySelector("[data-chosen-file]");
  if (!line) return;
  const size = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  line.textContent = [...event.target.files]
    .map((file) => `${file.name} · ${size.format(Math.max(file.size / 1048576, 0.1))} MB`)
    .join(", ");
});

// data-reveal="id": shows what is typed in a password field; data-hide-label is its other word.
const revealers = document.querySelectorAll("[data-reveal]");
revealers.forEach((button) => { button.hidden = false; });
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reveal]");
  if (!button) return;
  const input = document.getElementById(button.dataset.reveal);
  const label = button.textContent;
  input.type = input.type === "password" ? "text" : "password";
  button.textContent = button.dataset.hideLabel;
  button.dataset.hideLabel = label;
});

// data-copy="id": copies a text; data-copied says that it is done.
document.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = !navigator.clipboard; });
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
  button.textContent = button.dataset.copied;
});

// data-passkey-error: shown where the device gives or makes no passkey.
document.addEventListener("allauth.error", (event) => {
  document.querySelectorAll("[data-passkey-error]").forEach((line) => {
    line.hidden = false;
    event.preventDefault();
  });
});

// data-choose-all="value": chooses it wherever nothing is chosen yet; without it the link does so.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-choose-all]");
  if (!link) return;
  event.preventDefault();
  link.closest("form").querySelectorAll("[type=radio][value=none]:checked").forEach((radio) => {
    const buttons = radio.closest("fieldset").querySelectorAll("[type=radio]");
    [...buttons].find((other) => other.value === link.dataset.chooseAll).checked = true;
  });
});

// data-print: the page on paper.
document.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// data-has-errors: what went wrong is read first.
document.querySelector("[data-has-errors] .error-summary")?.focus();

// data-picks="row": a form that acts on the ticked boxes of that name. One box ticks them all, and
// their number is said; both are shown only where this runs.
document.querySelectorAll("form[data-picks]").forEach((form) => {
  const boxes = [...form.elements].filter((box) => box.name === form.dataset.picks);
  const all = form.querySelector("[data-picks-all]");
  const said = form.querySelector("[data-picks-count]");
  const count = () => {
    const number = boxes.filter((box) => box.checked).length;
    said.textContent = number ? said.dataset.words.replace("#", number) : "";
    all.firstElementChild.checked = number === boxes.length;
  };
  all.hidden = said.hidden = false;
  all.addEventListener("change", () => {
    boxes.forEach((box) => { box.checked = all.firstElementChild.checked; });
    count();
  });
  boxes.forEach((box) => box.addEventListener("change", count));
  window.addEventListener("pageshow", count);
});
