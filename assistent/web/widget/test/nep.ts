/** Een nepserver met HTTP en websocket, precies genoeg om verlies en verdubbeling na te spelen. */
import type { Bericht, Oordeel, Toegang, VanServer } from "../src/soorten.ts";
import { ApiFout, type Api } from "../src/verbinding/api.ts";
import { Bewaar } from "../src/verbinding/bewaar.ts";
import { Gesprek } from "../src/verbinding/gesprek.ts";
import type { Lijn } from "../src/verbinding/live.ts";
import { Nepklok } from "./klok.ts";

export class Neplijn implements Lijn {
  onopen: Lijn["onopen"] = null;
  onmessage: Lijn["onmessage"] = null;
  onclose: Lijn["onclose"] = null;
  onerror: Lijn["onerror"] = null;
  gestuurd: { soort: string; [naam: string]: unknown }[] = [];

  constructor(private readonly server: Nepserver) {}

  send(tekst: string): void {
    const bericht = JSON.parse(tekst);
    this.gestuurd.push(bericht);
    this.server.hoor(this, bericht);
  }

  close(): void {
    this.server.lijnen.delete(this);
  }

  zeg(bericht: VanServer): void {
    this.onmessage?.({ data: JSON.stringify(bericht) } as MessageEvent);
  }

  breek(): void {
    this.server.lijnen.delete(this);
    this.onclose?.({} as CloseEvent);
  }
}

export class Nepserver {
  berichten: Bericht[] = [];
  lijnen = new Set<Neplijn>();
  gemaakt: Neplijn[] = [];
  beurten = new Map<string, Bericht[]>();
  /** Hoe vaak een beurt binnenkwam, ook dubbel. */
  binnen: string[] = [];
  http = 0;
  wsKan = true;
  httpKan = true;
  weg = false;
  /** De server verwerkt de beurt maar het antwoord komt nooit aan. */
  antwoordKwijt = false;
  gewist = false;
  oordelen: Oordeel[] = [];
  fout: ApiFout | null = null;

  voeg(van: Bericht["van"], tekst: string, extra: Partial<Bericht> = {}): Bericht {
    const bericht: Bericht = { nummer: this.berichten.length + 1, van, op: new Date().toISOString(), inhoud: { tekst }, ...extra };
    this.berichten.push(bericht);
    return bericht;
  }

  verwerk(tekst: string, beurt_id: string): Bericht[] {
    this.binnen.push(beurt_id);
    const eerder = this.beurten.get(beurt_id);
    if (eerder) return eerder;
    const nieuw = [this.voeg("inwoner", tekst, { beurt_id }), this.voeg("assistent", `antwoord op ${tekst}`)];
    this.beurten.set(beurt_id, nieuw);
    return nieuw;
  }

  /** Stuur naar alle open lijnen. */
  roep(...berichten: Bericht[]): void {
    for (const lijn of this.lijnen) lijn.zeg({ soort: "berichten", berichten });
  }

  maakLijn(): Neplijn {
    const lijn = new Neplijn(this);
    this.gemaakt.push(lijn);
    void Promise.resolve().then(() => {
      if (!this.wsKan) lijn.onclose?.({} as CloseEvent);
      else {
        this.lijnen.add(lijn);
        lijn.onopen?.({} as Event);
      }
    });
    return lijn;
  }

  hoor(lijn: Neplijn, bericht: { soort: string; [naam: string]: unknown }): void {
    if (bericht.soort === "hallo") {
      const na = bericht["na"] as number;
      lijn.zeg({ soort: "berichten", berichten: this.berichten.filter((b) => b.nummer > na) });
    } else if (bericht.soort === "ping") lijn.zeg({ soort: "pong" });
    else if (bericht.soort === "beurt") {
      const nieuw = this.verwerk(bericht["tekst"] as string, bericht["beurt_id"] as string);
      if (this.antwoordKwijt) return;
      lijn.zeg({ soort: "ontvangen", beurt_id: bericht["beurt_id"] as string });
      lijn.zeg({ soort: "berichten", berichten: nieuw });
    }
  }

  api(): Api {
    const doe = async <T>(uit: () => T): Promise<T> => {
      await Promise.resolve();
      this.http += 1;
      if (!this.httpKan) throw new ApiFout(0, "geen_verbinding", "");
      if (this.weg) throw new ApiFout(404, "onbekend", "weg");
      if (this.fout) throw this.fout;
      return uit();
    };
    return {
      gemeente: () => doe(() => ({ sleutel: "g", naam: "G" })),
      begin: () =>
        doe(() => {
          if (this.berichten.length === 0) this.voeg("assistent", "welkom");
          return { gesprek: "1", sleutel: "geheim", berichten: [...this.berichten] };
        }),
      beurt: async (_: Toegang, tekst, beurt_id) => {
        const berichten = await doe(() => this.verwerk(tekst, beurt_id));
        if (this.antwoordKwijt) throw new ApiFout(0, "geen_verbinding", "");
        return { berichten };
      },
      haal: (_, na) => doe(() => ({ berichten: this.berichten.filter((b) => b.nummer > na), overdracht: null })),
      verbeter: () => doe(() => ({ berichten: [this.voeg("assistent", "aangepast")] })),
      oordeel: (_, oordeel) => doe(() => void this.oordelen.push(oordeel)),
      mens: () => doe(() => ({ berichten: [this.voeg("assistent", "ik roep iemand")], overdracht: { wacht: true } })),
      belmomenten: () => doe(() => ({ belmomenten: [{ van: "2026-11-23T09:00:00Z", tot: "2026-11-23T11:00:00Z", zin: "morgen" }] })),
      kiesBelmoment: (_, van) => doe(() => ({ overdracht: { belafspraak: { van, tot: van, zin: "morgen", zeker: true } } })),
      wis: () => doe(() => void (this.gewist = true)),
      live: () => "ws://nep",
    };
  }
}

export class Nepopslag {
  waarden = new Map<string, string>();
  getItem = (naam: string) => this.waarden.get(naam) ?? null;
  setItem = (naam: string, waarde: string) => void this.waarden.set(naam, waarde);
  removeItem = (naam: string) => void this.waarden.delete(naam);
}

/** Een gesprek met nepserver, nepklok en nepopslag. */
export function opstelling(server = new Nepserver(), kort = new Nepopslag(), klok = new Nepklok()) {
  let teller = kort.waarden.size * 100;
  const net = { online: true };
  const voorgelezen: string[] = [];
  const gesprek = new Gesprek({
    api: server.api(),
    bewaar: new Bewaar("t", kort, null),
    klok,
    maakLijn: () => server.maakLijn(),
    uuid: () => `beurt-${(teller += 1)}`,
    verborgen: () => false,
    online: () => net.online,
    bij: ({ vers = [], hersteld }) => {
      if (!hersteld) for (const b of vers) voorgelezen.push(b.inhoud.tekst ?? "");
    },
  });
  const teksten = () => gesprek.stand.berichten.map((b) => b.inhoud.tekst);
  return { server, kort, klok, gesprek, teksten, voorgelezen, net };
}
