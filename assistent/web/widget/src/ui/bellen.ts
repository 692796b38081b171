/** Bellen kan altijd, ook als de chat hapert. */
import { beladres } from "../kern/adres.ts";
import { knip } from "../kern/tekstdelen.ts";
import { vul } from "../talen/talen.ts";
import { h } from "./h.ts";
import { telefoon, type Omgeving } from "./omgeving.ts";

/** Een zin met {telefoon}, met het nummer als belbare link erin. */
export function belzin(zin: string, nummer: string): (Node | string)[] {
  const [voor = "", na = ""] = zin.split("{telefoon}");
  const adres = beladres(nummer);
  if (!adres) return [vul(zin, { telefoon: nummer })];
  return [...metNummers(voor), nummerlink(nummer, adres), ...metNummers(na)];
}

/** De nummers in een vaste zin, zoals 112, als belbare link. */
function metNummers(zin: string): (Node | string)[] {
  return knip(zin).map(({ tekst, bel }) => (bel ? nummerlink(tekst, bel) : tekst));
}

export function nummerlink(nummer: string, adres: string): HTMLElement {
  return h("a", { class: "nl-link nummer", href: adres, dir: "ltr" }, nummer);
}

/** "Bel de gemeente: 14 050. Bij gevaar belt u 112." */
export function uitwijk(o: Omgeving): (Node | string)[] {
  const nummer = telefoon(o);
  return nummer ? belzin(o.t.storingBelNummer, nummer) : metNummers(o.t.storingBel);
}
