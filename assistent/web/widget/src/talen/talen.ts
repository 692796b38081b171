/** De talen van het scherm. De antwoorden zelf blijven Nederlands; dat zegt elke taal eerlijk. */
import { ar } from "./ar.ts";
import { en } from "./en.ts";
import { fy } from "./fy.ts";
import { nl, type Teksten } from "./nl.ts";
import { pl } from "./pl.ts";
import { tr } from "./tr.ts";
import { uk } from "./uk.ts";

export type { Teksten };

/** Sleutel, naam in de eigen taal, teksten; in de volgorde van de keuzelijst. */
export const TALEN: readonly (readonly [taal: string, naam: string, teksten: Teksten])[] = [
  ["nl", "Nederlands", nl],
  ["en", "English", en],
  ["fy", "Frysk", fy],
  ["ar", "العربية", ar],
  ["tr", "Türkçe", tr],
  ["pl", "Polski", pl],
  ["uk", "Українська", uk],
];

const RECHTS_NAAR_LINKS = new Set(["ar"]);

/** Een taal die we hebben; "en-GB" wordt "en", en wat we niet kennen wordt Nederlands. */
export function kiesTaal(gevraagd: string | null | undefined): string {
  const kort = (gevraagd ?? "").toLowerCase().split(/[-_]/)[0] ?? "";
  return TALEN.some(([taal]) => taal === kort) ? kort : "nl";
}

export function teksten(taal: string): Teksten {
  return TALEN.find(([sleutel]) => sleutel === taal)?.[2] ?? nl;
}

export function richting(taal: string): "ltr" | "rtl" {
  return RECHTS_NAAR_LINKS.has(taal) ? "rtl" : "ltr";
}

/** Een telefoonnummer midden in een zin van rechts naar links: anders draaien de groepen cijfers om. */
export function nummerInZin(nummer: string): string {
  return `\u2066${nummer}\u2069`;
}

/** Vul gaten als {naam} in; een gat zonder waarde wordt leeg. */
export function vul(tekst: string, gaten: Record<string, string | number>): string {
  return tekst.replace(/\{(\w+)\}/g, (_, gat: string) => String(gaten[gat] ?? ""));
}
