// A NIK is read as it is typed: born when, which sex. Only its first six digits, the region of
// first registration, are sent to the server, which names it.
"use strict";

const readNik = () => {
  const hint = document.querySelector("[data-nik-hint]");
  const input = document.getElementById("id_nik");
  if (!hint || !input || !hint.hidden) return;
  const says = hint.querySelector("[data-nik-says]");
  const use = hint.querySelector("[data-nik-use]");
  const region = hint.querySelector("[data-nik-region]");
  let asked = "";

  const digitsOf = (text) => text.replace(/[\s.\-–'’‘`]+/g, "");

  // The century is not in the number: the latest one in which the day is not still to come.
  const read = (digits) => {
    const day = Number(digits.slice(6, 8));
    const month = Number(digits.slice(8, 10));
    const now = new Date();
    const isWoman = day > 40;
    let year = Math.floor(now.getFullYear() / 100) * 100 + Number(digits.slice(10, 12));
    const born = () => new Date(year, month - 1, isWoman ? day - 40 : day);
    if (born() > now) year -= 100;
    const date = born();
    const isDay = month >= 1 && month <= 12 && date.getMonth() === month - 1 && date.getDate() >= 1;
    return isDay ? { date, sex: isWoman ? "F" : "M" } : null;
  };

  const askRegion = (digits) => {
    const code = digits.length >= 6 ? digits.slice(0, 6) : "";
    if (code === asked) return;
    asked = code;
    if (!code) {
      region.replaceChildren();
      return;
    }
    const token = input.form.querySelector("[name=csrfmiddlewaretoken]").value;
    window.htmx.ajax("POST", hint.dataset.url, {
      target: region,
      swap: "innerHTML",
      values: { nik: code },
      headers: { "X-CSRFToken": token },
    });
  };

  const show = () => {
    const digits = digitsOf(input.value);
    askRegion(/^\d+$/.test(digits) ? digits : "");
    const found = /^[1-9]\d{15}$/.test(digits) ? read(digits) : null;
    says.textContent = "";
    use.hidden = !found;
    if (!found) return;
    const written = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });
    use.dataset.date = written.format(found.date);
    use.dataset.sex = found.sex;
    says.textContent = hint.dataset.says
      .replace("{date}", use.dataset.date)
      .replace("{sex}", found.sex === "F" ? hint.dataset.woman : hint.dataset.man);
    const sex = document.querySelector(`[name=sex][value=${found.sex}]`);
    const date = document.getElementById("id_birth_date");
    use.hidden = sex.checked && date.value === use.dataset.date;
  };

  use.addEventListener("click", () => {
    document.getElementById("id_birth_date").value = use.dataset.date;
    document.querySelector(`[name=sex][value=${use.dataset.sex}]`).checked = true;
    use.hidden = true;
    input.focus();
  });
  input.addEventListener("input", show);
  hint.hidden = false;
  show();
};
readNik();
document.addEventListener("htmx:afterSwap", readNik);
