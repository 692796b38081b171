/** Boven het gesprek: privacy in één zin, bellen, en de taal van het scherm. */
import { TALEN } from "../talen/talen.ts";
import { belzin } from "./bellen.ts";
import { h, uniek, vervang } from "./h.ts";
import { link } from "./knop.ts";
import { telefoon, type Omgeving } from "./omgeving.ts";

export class Intro {
  readonly el = h("div", { class: "intro" });
  private getekend = "";

  constructor(private readonly o: Omgeving) {}

  werkBij(): void {
    const { o } = this;
    const { t, gesprek } = o;
    const nummer = telefoon(o);
    // Staat de zin al in de begroeting, dan hier niet nog eens.
    const gezegd = gesprek.stand.berichten.some((b) => b.inhoud.sleutel === "utter_privacy_vooraf");
    const zin = gezegd ? "" : (gesprek.gemeente?.privacy ?? "");
    const open = gesprek.gemeente?.open ?? "";
    const sleutel = [nummer, zin, open].join("|");
    if (sleutel === this.getekend) return;
    this.getekend = sleutel;
    vervang(
      this.el,
      t.alleenNederlands ? h("p", { class: "nl-paragraph eerlijk" }, t.alleenNederlands) : null,
      h("p", { class: "nl-paragraph" }, t.anoniem, zin && " ", zin && h("span", { lang: "nl", dir: "ltr" }, zin)),
      h("p", { class: "nl-paragraph" }, privacylink(o)),
      nummer ? h("p", { class: "nl-paragraph" }, ...belzin(t.bellen, nummer), open ? " " : null, open ? h("span", { lang: "nl", dir: "ltr" }, `(${open})`) : null, ".") : null,
      taalkeuze(o),
    );
  }
}

/** De uitleg van deze gemeente met de termijnen die echt gelden, of de eigen pagina die zij opgeeft. */
export function privacylink({ t, instellingen }: Omgeving): HTMLElement {
  const { api, gemeente, privacy } = instellingen;
  return link(t.privacy, privacy ?? `${api}/privacy/${encodeURIComponent(gemeente)}`, t.nieuwVenster);
}

export function taalkeuze(o: Omgeving): HTMLElement {
  const id = uniek("taal");
  const keuze = h(
    "select",
    { id, class: "utrecht-textarea kort taal", onchange: () => o.zetTaal(keuze.value) },
    ...TALEN.map(([taal, naam]) => h("option", { value: taal, lang: taal, selected: taal === o.taal }, naam)),
  );
  const label = o.taal === "en" ? o.t.taal : `${o.t.taal} / Language`;
  return h("p", { class: "taalkeuze" }, h("label", { for: id }, label), keuze);
}
