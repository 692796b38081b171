// Eén venster tegelijk; Esc sluit en de aandacht gaat terug naar waar zij was.
const venster = () => document.querySelector("#dialoog");
let terug;
let verwacht = false;
let vroeg = null;
let klok;

export const isOpen = () => venster().open;

// Tussen toets en venster zit de server: wie snel is drukt de tweede toets al in. Die bewaren we even.
export function verwachtVenster() {
  verwacht = true;
  clearTimeout(klok);
  klok = setTimeout(() => { verwacht = false; vroeg = null; }, 2000);
}

export function teVroeg(e) {
  if (!verwacht || !/^(Enter|\d)$/.test(e.key)) return false;
  vroeg = e.key;
  return true;
}

export function open(html) {
  const d = venster();
  if (!d.open) terug = document.activeElement;
  d.innerHTML = html;
  if (!d.open) d.showModal();
  const eerste = d.querySelector("[autofocus]") || d.querySelector("#dialoog-kop");
  eerste.focus();
  verwacht = false;
  if (vroeg) {
    const knop = vroeg === "Enter" ? eerste : d.querySelector(`[data-cijfer="${vroeg}"]`);
    vroeg = null;
    if (knop?.tagName === "BUTTON") knop.click();
  }
}

export function vul(id, html) {
  const plek = document.getElementById(id);
  if (plek) plek.innerHTML = html;
}

export function sluit() {
  if (venster().open) venster().close();
}

venster().addEventListener("close", () => {
  venster().replaceChildren();
  const plek = terug?.isConnected ? terug : document.querySelector("#notitie");
  plek?.focus();
});
