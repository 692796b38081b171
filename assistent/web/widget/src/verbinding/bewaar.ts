/**
 * Wat er in de browser blijft: de toegang tot het gesprek, wat nog niet verstuurd is en wat half getypt is.
 * De berichten zelf staan er niet in; die komen van de server. Standaard sessionStorage (weg met het tabblad),
 * localStorage alleen als de inwoner daarvoor kiest. Verboden opslag is geen fout: dan onthouden we niets.
 */
import type { Toegang } from "../soorten.ts";

export interface Bewaard {
  toegang?: Toegang;
  uitgaand?: { beurt_id: string; tekst: string; op: string }[];
  concept?: string;
  open?: boolean;
  groot?: number;
  taal?: string;
  /** Tot waar de inwoner heeft gelezen. */
  gezien?: number;
}

type Opslag = Pick<Storage, "getItem" | "setItem" | "removeItem">;

export class Bewaar {
  private nu: Bewaard;
  private lang: boolean;

  constructor(
    private readonly naam: string,
    private readonly kort: Opslag | null,
    private readonly langer: Opslag | null,
  ) {
    const blijvend = lees(langer, naam);
    this.lang = blijvend !== null;
    this.nu = lees(kort, naam) ?? blijvend ?? {};
  }

  get inhoud(): Readonly<Bewaard> {
    return this.nu;
  }

  /** Of het gesprek ook na het sluiten van het tabblad blijft. */
  get blijvend(): boolean {
    return this.lang;
  }

  zet(deel: Bewaard): void {
    this.nu = { ...this.nu, ...deel };
    this.schrijf();
  }

  zetBlijvend(aan: boolean): void {
    this.lang = aan;
    if (!aan) verwijder(this.langer, this.naam);
    this.schrijf();
  }

  /** Alles weg, overal; instellingen over lezen mogen blijven. */
  wis(houd: (keyof Bewaard)[] = []): void {
    const rest: Bewaard = {};
    for (const sleutel of houd) if (this.nu[sleutel] !== undefined) Object.assign(rest, { [sleutel]: this.nu[sleutel] });
    this.nu = rest;
    this.lang = false;
    verwijder(this.langer, this.naam);
    verwijder(this.kort, this.naam);
    if (houd.length > 0) this.schrijf();
  }

  private schrijf(): void {
    const tekst = JSON.stringify(this.nu);
    for (const opslag of this.lang ? [this.kort, this.langer] : [this.kort]) {
      try {
        opslag?.setItem(this.naam, tekst);
      } catch {
        // vol of verboden
      }
    }
  }
}

function lees(opslag: Opslag | null, naam: string): Bewaard | null {
  try {
    const tekst = opslag?.getItem(naam);
    const waarde: unknown = tekst ? JSON.parse(tekst) : null;
    return waarde !== null && typeof waarde === "object" ? (waarde as Bewaard) : null;
  } catch {
    return null;
  }
}

function verwijder(opslag: Opslag | null, naam: string): void {
  try {
    opslag?.removeItem(naam);
  } catch {
    // verboden
  }
}

/** De opslag van de browser, of null als die dicht zit. */
export function opslag(soort: "sessionStorage" | "localStorage"): Opslag | null {
  try {
    return window[soort];
  } catch {
    return null;
  }
}
