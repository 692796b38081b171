/** De publieke API over HTTP. Elke fout wordt een `ApiFout` met een code; status 0 is "geen verbinding". */
import type { Belmoment, Bericht, Gemeente, Oordeel, Overdracht, Toegang } from "../soorten.ts";

const TE_LANG_MS = 15_000;

export class ApiFout extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** De zin van de server, voor de inwoner. */
    readonly fout: string,
    /** Seconden, bij 429 of 503. */
    readonly wacht: number | null = null,
  ) {
    super(`${status} ${code}`);
  }

  /** De verbinding is weg of de dienst ligt eruit: later opnieuw proberen heeft zin. */
  get tijdelijk(): boolean {
    return this.status === 0 || this.status === 409 || this.status >= 500;
  }

  /** Dit gesprek bestaat niet (meer) voor ons. */
  get weg(): boolean {
    return this.status === 401 || this.status === 403 || this.status === 404;
  }
}

export interface Opgehaald {
  berichten: Bericht[];
  overdracht?: Overdracht | null;
}

export interface Api {
  gemeente(): Promise<Gemeente>;
  begin(): Promise<Toegang & { berichten: Bericht[] }>;
  beurt(toegang: Toegang, tekst: string, beurt_id: string): Promise<{ berichten: Bericht[] }>;
  haal(toegang: Toegang, na: number): Promise<Opgehaald>;
  verbeter(toegang: Toegang, veld: string, waarde: string): Promise<{ berichten: Bericht[] }>;
  oordeel(toegang: Toegang, oordeel: Oordeel): Promise<void>;
  /** Nu met een mens praten. */
  mens(toegang: Toegang): Promise<Opgehaald>;
  belmomenten(toegang: Toegang): Promise<{ belmomenten: Belmoment[] }>;
  kiesBelmoment(toegang: Toegang, van: string): Promise<{ overdracht: Overdracht | null }>;
  wis(toegang: Toegang): Promise<void>;
  /** Adres van de websocket. */
  live(toegang: Toegang): string;
}

export function maakApi(basis: string, gemeente: string, haal: typeof fetch): Api {
  const v1 = `${basis.replace(/\/+$/, "")}/api/v1`;
  const pad = (toegang: Toegang, rest = "") => `${v1}/gesprekken/${encodeURIComponent(toegang.gesprek)}${rest}`;

  async function vraag<T>(methode: string, adres: string, toegang?: Toegang, lijf?: unknown): Promise<T> {
    const stop = new AbortController();
    const wekker = setTimeout(() => stop.abort(), TE_LANG_MS);
    const kop: Record<string, string> = { Accept: "application/json" };
    if (lijf !== undefined) kop["Content-Type"] = "application/json";
    if (toegang) kop["Authorization"] = `Bearer ${toegang.sleutel}`;
    try {
      const antwoord = await haal(adres, {
        method: methode,
        headers: kop,
        signal: stop.signal,
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        ...(lijf === undefined ? {} : { body: JSON.stringify(lijf) }),
      });
      if (!antwoord.ok) throw await alsFout(antwoord);
      return (antwoord.status === 204 ? undefined : await antwoord.json()) as T;
    } catch (fout) {
      throw fout instanceof ApiFout ? fout : new ApiFout(0, "geen_verbinding", "");
    } finally {
      clearTimeout(wekker);
    }
  }

  return {
    gemeente: () => vraag("GET", `${v1}/gemeenten/${encodeURIComponent(gemeente)}`),
    begin: () => vraag("POST", `${v1}/gesprekken`, undefined, { gemeente, kanaal: "chat" }),
    beurt: (toegang, tekst, beurt_id) => vraag("POST", pad(toegang, "/beurten"), toegang, { tekst, beurt_id }),
    haal: (toegang, na) => vraag("GET", pad(toegang, `/berichten?na=${na}`), toegang),
    verbeter: (toegang, veld, waarde) => vraag("POST", pad(toegang, "/samenvatting"), toegang, { veld, waarde }),
    oordeel: (toegang, oordeel) => vraag("POST", pad(toegang, "/oordeel"), toegang, oordeel),
    mens: (toegang) => vraag("POST", pad(toegang, "/mens"), toegang, {}),
    belmomenten: (toegang) => vraag("GET", pad(toegang, "/belmomenten"), toegang),
    kiesBelmoment: (toegang, van) => vraag("POST", pad(toegang, "/belmomenten"), toegang, { van }),
    wis: (toegang) => vraag("DELETE", pad(toegang), toegang),
    live: (toegang) => pad(toegang, "/live").replace(/^http/, "ws"),
  };
}

async function alsFout(antwoord: Response): Promise<ApiFout> {
  const wacht = Number.parseInt(antwoord.headers.get("Retry-After") ?? "", 10);
  try {
    const { fout = "", code = "" } = (await antwoord.json()) as { fout?: string; code?: string };
    return new ApiFout(antwoord.status, code, fout, Number.isNaN(wacht) ? null : wacht);
  } catch {
    return new ApiFout(antwoord.status, "onbekend", "");
  }
}
