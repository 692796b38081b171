// Sneltoetsen: elke toets staat op de knop die hij indrukt. Functietoetsen en Alt, nooit een losse letter (WCAG 2.1.4).
const zichtbaar = (knop) => knop && !knop.disabled && knop.offsetParent !== null;

function naam(e) {
  const cijfer = /^(?:Digit|Numpad)(\d)$/.exec(e.code);
  const letter = /^Key([A-Z])$/.exec(e.code);
  const toets = cijfer?.[1] ?? letter?.[1] ?? e.key;
  return [e.altKey && "Alt", e.shiftKey && e.altKey && "Shift", toets].filter(Boolean).join("+");
}

// Tussen twee gesprekken zit de server; wat dan getypt wordt gaat niet verloren en niet naar het vorige gesprek.
export const wissel = {
  bezig: false,
  tekst: "",
  begin() { this.bezig = true; },
  klaar() {
    const { tekst } = this;
    this.bezig = false;
    this.tekst = "";
    return tekst;
  },
  vang(e) {
    if (!this.bezig || e.altKey || (e.key.length !== 1 && e.key !== "Enter")) return false;
    if (e.target.closest?.("a, button")) return false; // Enter op een koppeling is geen tekst.
    this.tekst += e.key === "Enter" ? "\n" : e.key;
    return true;
  },
};

export function luisterNaarToetsen({ isOpen, teVroeg, notitie }) {
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.isComposing) return;
    if (isOpen()) { cijferInVenster(e); return; }
    if (wissel.vang(e)) { e.preventDefault(); return; }
    if (teVroeg(e)) { e.preventDefault(); return; }
    const toets = naam(e);
    if (toets === "F2") {
      e.preventDefault();
      notitie()?.focus();
      return;
    }
    const knop = [...document.querySelectorAll("[aria-keyshortcuts]")]
      .find((k) => k.getAttribute("aria-keyshortcuts") === toets && zichtbaar(k));
    if (!knop || knop.id === "notitie") return;
    e.preventDefault();
    knop.click();
  });
}

// In het afrondvenster is een cijfer genoeg: dat zijn samen twee toetsen.
function cijferInVenster(e) {
  if (e.altKey || ["INPUT", "TEXTAREA", "SELECT"].includes(e.target.tagName)) return;
  const knop = document.querySelector(`dialog[open] [data-cijfers] [data-cijfer="${e.key}"]`);
  if (!knop) return;
  e.preventDefault();
  knop.click();
}
