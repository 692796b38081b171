/** Wat elk onderdeel van het scherm mag gebruiken. */
import type { Instellingen } from "../instellingen.ts";
import type { Teksten } from "../talen/talen.ts";
import type { Bewaar } from "../verbinding/bewaar.ts";
import type { Gesprek } from "../verbinding/gesprek.ts";

export interface Omgeving {
  readonly t: Teksten;
  readonly taal: string;
  readonly instellingen: Instellingen;
  readonly gesprek: Gesprek;
  readonly bewaar: Bewaar;
  readonly wortel: ShadowRoot;
  nu(): Date;
  /** Laat een schermlezer iets zeggen, beleefd. */
  zeg(tekst: string, taal?: string): void;
  /** Verstuur namens de inwoner. */
  stuur(tekst: string): void;
  sluit(): void;
  zetTaal(taal: string): void;
  zetGroot(procent: number): void;
  snelWeg(): void;
  /** Vertel de pagina dat er een oordeel is; nooit met inhoud. */
  oordeel(goed: boolean): void;
}

/** Of dit een scherm is dat met de vinger werkt; dan openen we het toetsenbord niet ongevraagd. */
export function vinger(): boolean {
  return window.matchMedia?.("(pointer: coarse)").matches ?? false;
}

/** Naam van de gemeente, of de sleutel met een hoofdletter zolang we die nog niet weten. */
export function gemeentenaam(o: Omgeving): string {
  const { gemeente } = o.gesprek;
  if (gemeente) return gemeente.naam;
  return o.instellingen.gemeente.replace(/(^|[_-])(\w)/g, (_, s: string, l: string) => (s ? "-" : "") + l.toUpperCase());
}

/** Het telefoonnummer van de gemeente, als we dat weten. */
export function telefoon(o: Omgeving): string {
  return o.gesprek.gemeente?.telefoon || o.instellingen.telefoon;
}
