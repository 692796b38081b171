/** Knoppen en links in de vorm van NL Design System. */
import { h, stil } from "./h.ts";
import { icoon, type Icoon } from "./iconen.ts";

const SOORT = {
  primair: "nl-button nl-button--primary",
  tweede: "nl-button nl-button--secondary",
  licht: "nl-button nl-button--subtle",
  gevaar: "nl-button nl-button--primary nl-button--negative",
} as const;

export interface KnopVorm {
  soort?: keyof typeof SOORT;
  icoon?: Icoon;
  /** Alleen het pictogram in beeld; de tekst blijft de naam van de knop. */
  kaal?: boolean;
  klasse?: string;
  [attribuut: string]: unknown;
}

function klassen({ soort = "tweede", kaal, klasse }: KnopVorm): string {
  return [SOORT[soort], kaal ? "nl-button--icon-only" : "", klasse ?? ""].filter(Boolean).join(" ");
}

function inhoud(tekst: string, naam?: Icoon): Node[] {
  const label = h("span", { class: "nl-button__label" }, tekst);
  return naam ? [h("span", { class: "nl-button__icon-start" }, icoon(naam)), label] : [label];
}

export function knop(tekst: string, bijKlik: (e: MouseEvent) => void, vorm: KnopVorm = {}): HTMLButtonElement {
  const { soort: _s, icoon: naam, kaal, klasse: _k, ...rest } = vorm;
  const eigenschappen = { type: "button", class: klassen(vorm), onclick: bijKlik, ...(kaal ? { title: tekst } : {}) };
  return h("button", { ...eigenschappen, ...(rest as Record<string, string>) }, ...inhoud(tekst, naam));
}

/** Een link die eruitziet als een knop, bijvoorbeeld om te bellen. */
export function linkknop(tekst: string, adres: string, vorm: KnopVorm = {}): HTMLAnchorElement {
  return h("a", { href: adres, class: klassen(vorm) }, ...inhoud(tekst, vorm.icoon));
}

/** Een gewone link; naar buiten in een nieuw venster, want het gesprek moet blijven staan. */
export function link(tekst: string, adres: string, nieuwVenster?: string): HTMLAnchorElement {
  const buiten = nieuwVenster ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return h("a", { class: "nl-link", href: adres, ...buiten }, tekst, nieuwVenster ? stil(` (${nieuwVenster})`) : null);
}

