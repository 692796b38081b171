/** De vormen van de publieke API (v1); alleen wat het element leest. */

export type Van = "inwoner" | "assistent" | "medewerker";

/** Eén voorziening, zoals de inwoner die ziet. */
export interface Kaart {
  titel: string;
  tekst: string;
  waar?: string | null;
  open?: string | null;
  telefoon?: string | null;
  kosten?: string | null;
  url?: string | null;
  bron?: string;
  /** Verzonnen gegevens; dat moet zichtbaar zijn. */
  voorbeeld?: boolean;
}

/** Een sneltoets voor vrije tekst. */
export interface Knop {
  tekst: string;
  waarde: string;
}

/** veld, label, waarde */
export type Regel = readonly [string, string, string];

export interface Inhoud {
  tekst?: string;
  sleutel?: string;
  gesproken?: string | null;
  /** Hetzelfde in makkelijke woorden, als de kennisbank die heeft. */
  eenvoudig?: string | null;
  bron?: string;
  /** Naam van de medewerker. */
  van?: string;
  crisis?: boolean;
  snel_weg?: boolean;
  kaarten?: readonly Kaart[];
  knoppen?: readonly Knop[];
  samenvatting?: readonly Regel[];
  /** Hoe ver we zijn, in woorden; geldt zolang dit de open vraag is. */
  voortgang?: string;
}

export interface Bericht {
  nummer: number;
  van: Van;
  op: string;
  beurt_id?: string | null;
  inhoud: Inhoud;
}

export interface Gemeente {
  sleutel: string;
  naam: string;
  telefoon?: string | null;
  open?: string | null;
  privacy?: string | null;
  begroeting?: string | null;
  max_tekens?: number;
}

/** Eén moment waarop het team kan bellen; de zin is Nederlands. */
export interface Belmoment {
  van: string;
  tot: string;
  zin: string;
}

export interface Belafspraak extends Belmoment {
  /** Onwaar: het team moet nog ja zeggen. */
  zeker: boolean;
}

/** Waar de vraag ligt en wie het gesprek heeft. */
export interface Overdracht {
  referentie?: string | null;
  staat?: string | null;
  team?: string | null;
  medewerker?: string | null;
  /** Een mens heeft het gesprek. */
  bij_mens?: boolean;
  /** De inwoner wacht tot iemand opneemt. */
  wacht?: boolean;
  /** Er is nu iemand die kan opnemen. */
  nu_praten?: boolean;
  /** We weten een nummer, dus een belmoment kiezen kan. */
  belbaar?: boolean;
  belafspraak?: Belafspraak | null;
}

/** Waarom een antwoord niet hielp; dezelfde lijst als de dienst. */
export const REDENEN = ["andere_vraag", "te_moeilijk", "klopt_niet", "kan_er_niets_mee"] as const;
export type Reden = (typeof REDENEN)[number];

/** Zonder nummer gaat een oordeel over het hele gesprek. */
export interface Oordeel {
  goed: boolean;
  nummer?: number;
  reden?: Reden;
}

/** De sleutel opent het gesprek; wie hem heeft, kan alles lezen. */
export interface Toegang {
  gesprek: string;
  sleutel: string;
}

/** Wat de server over de websocket stuurt. */
export type VanServer =
  | { soort: "berichten"; berichten: Bericht[]; overdracht?: Overdracht | null }
  | { soort: "overdracht"; overdracht: Overdracht | null }
  | { soort: "ontvangen"; beurt_id: string }
  | { soort: "typt"; wie?: string }
  | { soort: "pong" }
  | { soort: "fout"; fout: string; code?: string; beurt_id?: string };
