// Names the inner box of the admin's search fields, which select2 leaves without a name. The
// fields are drawn when their script is ready, and again with each line that is added.
"use strict";

const nameBoxes = () => {
  document.querySelectorAll("select.admin-autocomplete").forEach((select) => {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const box = select.nextElementSibling?.querySelector("[role=textbox]");
    if (label && box) box.setAttribute("aria-label", label.textContent.trim());
  });
};
new MutationObserver(nameBoxes).observe(document.documentElement, { childList: true, subtree: true });
nameBoxes();
