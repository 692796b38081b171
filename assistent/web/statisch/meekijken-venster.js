// Eén venster tegelijk; Esc sluit en de aandacht gaat terug naar waar zij was.
const venster = () => document.querySelector("#dialoog");
let terug;

export const isOpen = () => venster().open;

export function open(html) {
  const d = venster();
  if (!d.open) terug = document.activeElement;
  d.innerHTML = html;
  if (!d.open) d.showModal();
  (d.querySelector("[autofocus]") || d.querySelector("#dialoog-kop")).focus();
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
