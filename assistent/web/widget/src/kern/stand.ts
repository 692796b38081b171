/**
 * De stand van het gesprek in de browser, als zuivere functies.
 *
 * Twee beloften: niets verdwijnt en niets staat er dubbel. Berichten herkennen we aan hun nummer, eigen
 * beurten aan hun beurt_id. `volledigTot` is het hoogste nummer waaronder niets kan ontbreken; dat, en niet
 * het hoogste nummer, vragen we na bij herverbinden.
 */
import type { Bericht } from "../soorten.ts";

export type UitStaat = "wacht" | "onderweg" | "ontvangen" | "mislukt";

/** Een eigen beurt die de server nog niet als bericht heeft teruggegeven. */
export interface Uitgaand {
  readonly beurt_id: string;
  readonly tekst: string;
  readonly op: string;
  readonly staat: UitStaat;
  readonly pogingen: number;
  /** Uitleg van de server bij "mislukt". */
  readonly fout?: string;
}

export interface Stand {
  readonly berichten: readonly Bericht[];
  readonly uitgaand: readonly Uitgaand[];
  readonly volledigTot: number;
}

export const LEEG: Stand = { berichten: [], uitgaand: [], volledigTot: 0 };

export interface Toegevoegd {
  stand: Stand;
  /** Wat echt nieuw is, op volgorde. */
  vers: readonly Bericht[];
  /** Er ontbreekt een nummer: haal op wat er na `volledigTot` kwam. */
  gat: boolean;
}

/**
 * Voeg berichten toe. Met `na` is de lijst het volledige antwoord op "alles na dit nummer";
 * zonder `na` zijn het losse berichten, en telt alleen een aaneengesloten reeks als volledig.
 */
export function voegToe(stand: Stand, nieuw: readonly Bericht[], na?: number): Toegevoegd {
  const bekend = new Map(stand.berichten.map((b) => [b.nummer, b]));
  const vers: Bericht[] = [];
  for (const bericht of nieuw) {
    if (bekend.has(bericht.nummer)) continue;
    bekend.set(bericht.nummer, bericht);
    vers.push(bericht);
  }
  vers.sort((a, b) => a.nummer - b.nummer);
  const berichten = [...bekend.values()].sort((a, b) => a.nummer - b.nummer);
  const hoogste = berichten[berichten.length - 1]?.nummer ?? 0;
  let volledigTot = stand.volledigTot;
  if (na !== undefined && na <= volledigTot) volledigTot = hoogste;
  while (bekend.has(volledigTot + 1)) volledigTot += 1;
  const binnen = new Set(nieuw.map((b) => b.beurt_id));
  return {
    stand: { berichten, uitgaand: stand.uitgaand.filter((u) => !binnen.has(u.beurt_id)), volledigTot },
    vers,
    gat: hoogste > volledigTot,
  };
}

/** Zet een eigen beurt achteraan in de rij. */
export function zetKlaar(stand: Stand, beurt_id: string, tekst: string, op: string): Stand {
  const beurt: Uitgaand = { beurt_id, tekst, op, staat: "wacht", pogingen: 0 };
  return { ...stand, uitgaand: [...stand.uitgaand, beurt] };
}

/** Verander één beurt in de rij; een onbekende beurt_id verandert niets. */
export function merk(stand: Stand, beurt_id: string, wijziging: Partial<Omit<Uitgaand, "beurt_id">>): Stand {
  return {
    ...stand,
    uitgaand: stand.uitgaand.map((u) => (u.beurt_id === beurt_id ? { ...u, ...wijziging } : u)),
  };
}

/** Haal een beurt uit de rij, om hem aan te passen. */
export function haalWeg(stand: Stand, beurt_id: string): Stand {
  return { ...stand, uitgaand: stand.uitgaand.filter((u) => u.beurt_id !== beurt_id) };
}

/** Na een breuk: wat onbevestigd was, gaat opnieuw met dezelfde beurt_id; `behalve` is nog onderweg. */
export function opnieuwNaBreuk(stand: Stand, behalve: ReadonlySet<string> = new Set()): Stand {
  return {
    ...stand,
    uitgaand: stand.uitgaand.map((u) =>
      u.staat === "mislukt" || behalve.has(u.beurt_id) ? u : { ...u, staat: "wacht" as const },
    ),
  };
}

/** Een nieuw gesprek: de berichten gaan weg, wat niet verstuurd is blijft en gaat daar naartoe. */
export function leegMetUitgaand(stand: Stand): Stand {
  return { ...LEEG, uitgaand: stand.uitgaand.map(({ fout: _, ...u }) => ({ ...u, staat: "wacht", pogingen: 0 })) };
}

/** De beurt die nu mag: één tegelijk, dan blijft de volgorde goed. */
export function volgende(stand: Stand): Uitgaand | undefined {
  if (stand.uitgaand.some((u) => u.staat === "onderweg")) return undefined;
  return stand.uitgaand.find((u) => u.staat === "wacht");
}
