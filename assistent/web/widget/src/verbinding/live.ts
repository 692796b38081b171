/**
 * De websocket, met herverbinden.
 *
 * Pas na het eerste bericht van de server geldt de lijn als open; een tussenstation dat de verbinding wel
 * aanneemt maar niets doorgeeft, telt dus als mislukt. Na twee mislukte pogingen zonder ooit een bericht
 * meldt hij "kan_niet": dan neemt de peiler het over en proberen we het hier af en toe nog eens.
 */
import { wachttijd } from "../kern/wachttijd.ts";
import type { VanServer } from "../soorten.ts";
import type { Klok } from "./klok.ts";

export type LijnStaat = "uit" | "verbindt" | "open" | "wacht" | "kan_niet";

/** Het deel van WebSocket dat we gebruiken. */
export interface Lijn {
  onopen: ((e: Event) => unknown) | null;
  onmessage: ((e: MessageEvent) => unknown) | null;
  onclose: ((e: CloseEvent) => unknown) | null;
  onerror: ((e: Event) => unknown) | null;
  send(tekst: string): void;
  close(): void;
}

interface Opties {
  maak: () => Lijn;
  hallo: () => object;
  klok: Klok;
  bijBericht: (bericht: VanServer) => void;
  bijStaat: (staat: LijnStaat) => void;
}

const OPENEN_MS = 8_000;
const HARTSLAG_MS = 25_000;
const STILTE_MS = 10_000;
const WAKKER_MS = 4_000;
const LATER_MS = 60_000;
const GENOEG = 2;

export class Live {
  staat: LijnStaat = "uit";
  private lijn: Lijn | null = null;
  private poging = 0;
  private ooit = false;
  private zegAf: (() => void) | null = null;

  constructor(private readonly o: Opties) {}

  private get open(): boolean {
    return this.staat === "open";
  }

  start(): void {
    if (this.staat !== "uit") return;
    this.verbind();
  }

  /** Nu meteen proberen, bijvoorbeeld omdat het internet terug is. */
  nu(): void {
    if (this.staat !== "wacht" && this.staat !== "kan_niet") return;
    this.poging = 0;
    this.verbind();
  }

  /** Het netwerk is veranderd: een oude lijn kan dood zijn zonder het te zeggen. */
  opnieuw(): void {
    if (this.staat === "uit") return;
    this.poging = 0;
    this.verbind();
  }

  /** De pagina sliep: vraag na of de lijn nog leeft. */
  controleer(): void {
    if (!this.open) {
      this.nu();
      return;
    }
    this.stuur({ soort: "ping" });
    this.wek(() => this.kwijt(), WAKKER_MS);
  }

  stop(): void {
    this.wek(null);
    this.laatLos();
    this.zet("uit");
  }

  /** Geeft false als de lijn niet open is; dan gaat het bericht niet weg. */
  stuur(bericht: object): boolean {
    if (!this.open || !this.lijn) return false;
    try {
      this.lijn.send(JSON.stringify(bericht));
      return true;
    } catch {
      return false;
    }
  }

  private verbind(): void {
    this.laatLos();
    this.zet("verbindt");
    this.wek(() => this.kwijt(), OPENEN_MS);
    let lijn: Lijn;
    try {
      lijn = this.o.maak();
    } catch {
      // Een strikt beleid van de pagina (CSP) mag de websocket verbieden.
      this.kwijt();
      return;
    }
    this.lijn = lijn;
    lijn.onopen = () => {
      lijn.send(JSON.stringify(this.o.hallo()));
      // Een leeg gesprek heeft niets te melden; op de ping antwoordt de server altijd.
      lijn.send(JSON.stringify({ soort: "ping" }));
    };
    lijn.onmessage = (e) => this.hoor(lijn, e.data);
    lijn.onclose = lijn.onerror = () => {
      if (lijn === this.lijn) this.kwijt();
    };
  }

  private hoor(lijn: Lijn, ruw: unknown): void {
    if (lijn !== this.lijn) return;
    let bericht: VanServer;
    try {
      bericht = JSON.parse(String(ruw)) as VanServer;
    } catch {
      return;
    }
    const nieuw = this.staat !== "open" && bericht.soort !== "fout";
    if (nieuw) {
      this.ooit = true;
      this.poging = 0;
      this.staat = "open";
    }
    this.hartslag();
    // Eerst het bericht: de inhaallijst van de server kan een onbevestigde beurt al bevatten.
    this.o.bijBericht(bericht);
    if (nieuw && this.open) this.o.bijStaat("open");
  }

  /** Elk bericht bewijst dat de lijn leeft; na stilte vragen we het na. */
  private hartslag(): void {
    this.wek(() => {
      this.stuur({ soort: "ping" });
      this.wek(() => this.kwijt(), STILTE_MS);
    }, HARTSLAG_MS);
  }

  private kwijt(): void {
    this.laatLos();
    const kanNiet = !this.ooit && this.poging + 1 >= GENOEG;
    const toeval = this.o.klok.toeval();
    this.wek(() => this.verbind(), kanNiet ? LATER_MS * (1 + toeval) : wachttijd(this.poging, toeval));
    this.poging += 1;
    this.zet(kanNiet ? "kan_niet" : "wacht");
  }

  private laatLos(): void {
    const lijn = this.lijn;
    this.lijn = null;
    if (!lijn) return;
    lijn.onopen = lijn.onmessage = lijn.onclose = lijn.onerror = null;
    try {
      lijn.close();
    } catch {
      // al dicht
    }
  }

  private wek(doe: (() => void) | null, ms = 0): void {
    this.zegAf?.();
    this.zegAf = doe ? this.o.klok.na(ms, doe) : null;
  }

  private zet(staat: LijnStaat): void {
    if (staat === this.staat) return;
    this.staat = staat;
    this.o.bijStaat(staat);
  }
}
