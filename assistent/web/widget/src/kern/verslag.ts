/** Het gesprek als gewone tekst, om te bewaren, af te drukken, te mailen of voor te lezen. */
import type { Bericht, Kaart } from "../soorten.ts";

export interface Labels {
  kop: string;
  u: string;
  assistent: string;
  /** met {naam} */
  medewerker: string;
  bron: string;
  voorbeeld: string;
}

/** De naam van wie dit bericht schreef. */
export function spreker(bericht: Bericht, labels: Pick<Labels, "u" | "assistent" | "medewerker">): string {
  if (bericht.van === "inwoner") return labels.u;
  if (bericht.van === "assistent") return labels.assistent;
  return labels.medewerker.replace("{naam}", bericht.inhoud.van ?? "").replace(/^[,،]\s*/, "");
}

/** De kaart als losse regels. */
export function kaartregels(kaart: Kaart): string[] {
  const delen = [`${kaart.titel}: ${kaart.tekst}`, kaart.waar, kaart.open, kaart.telefoon, kaart.kosten];
  return delen.filter((deel): deel is string => Boolean(deel));
}

/** Alles wat in een bericht te lezen is, als losse regels. */
export function zinnen(bericht: Bericht, labels?: Pick<Labels, "bron" | "voorbeeld">): string[] {
  const { tekst, samenvatting = [], kaarten = [] } = bericht.inhoud;
  const regels = tekst ? [tekst] : [];
  regels.push(...samenvatting.map(([, label, waarde]) => `${label}: ${waarde}`));
  for (const kaart of kaarten) {
    regels.push(...kaartregels(kaart));
    if (labels && kaart.url) regels.push(kaart.url);
    if (labels && kaart.bron) regels.push(`${labels.bron}: ${kaart.bron}`);
    if (labels && kaart.voorbeeld) regels.push(labels.voorbeeld);
  }
  return regels;
}

/** Regels als één lopende tekst, met een punt waar er nog geen leesteken staat. */
export function aaneen(regels: readonly string[]): string {
  return regels.map((regel) => (/[.!?:]$/.test(regel) ? regel : `${regel}.`)).join(" ");
}

/** Het hele gesprek. */
export function verslag(berichten: readonly Bericht[], labels: Labels, tijd: (op: string) => string): string {
  const delen = berichten.map(
    (b) => `${spreker(b, labels)} (${tijd(b.op)})\r\n${zinnen(b, labels).join("\r\n")}`,
  );
  return `${[labels.kop, ...delen].join("\r\n\r\n")}\r\n`;
}

/** Een mailto-adres zonder ontvanger en zonder het gesprek: wat in een adres staat, kan in de geschiedenis blijven. */
export function mailadres(onderwerp: string, tekst: string): string {
  return `mailto:?subject=${encodeURIComponent(onderwerp)}&body=${encodeURIComponent(tekst)}`;
}
