/** De attributen van <toegang-chat>, met hun standaardwaarden. */
import { webadres } from "./kern/adres.ts";
import { kiesTaal } from "./talen/talen.ts";

export interface Instellingen {
  /** Sleutel van de gemeente. */
  gemeente: string;
  /** Basisadres van de dienst, zonder /api. */
  api: string;
  taal: string;
  /** De hele ruimte vullen, zonder startknop en zonder sluiten. */
  volledig: boolean;
  nonce: string;
  /** Stijlblad met de design tokens van de gemeente. */
  thema: string | null;
  /** Klasse waar dat stijlblad zijn tokens op zet, als die niet vanzelf te vinden is. */
  themaKlasse: string;
  /** Adres van de privacyverklaring. */
  privacy: string | null;
  /** Noodnummer als de dienst zelf onbereikbaar is. */
  telefoon: string;
  /** Waar "Snel weg" heen gaat. */
  snelWeg: string;
}

const NEUTRAAL = "https://www.knmi.nl/nederland-nu/weer/verwachtingen";
const script = typeof document === "undefined" ? null : (document.currentScript as HTMLScriptElement | null);
const SCRIPT_ADRES = script?.src ?? "";
const SCRIPT_NONCE = script?.nonce ?? "";

/** Het basisadres van de dienst: waar het script vandaan komt, zonder het pad van het bestand. */
export function basisVan(scriptAdres: string, pagina: string): string {
  try {
    const url = new URL(scriptAdres, pagina);
    const pad = url.pathname.replace(/(?:\/statisch)?(?:\/bouw)?\/[^/]*$/, "");
    return url.origin + pad;
  } catch {
    return "";
  }
}

export function leesInstellingen(el: HTMLElement): Instellingen {
  const attribuut = (naam: string) => el.getAttribute(naam)?.trim() ?? "";
  const pagina = document.baseURI;
  const api = attribuut("api");
  return {
    gemeente: attribuut("gemeente"),
    api: (api ? webadres(api, pagina) : null) ?? basisVan(SCRIPT_ADRES, pagina),
    taal: kiesTaal(attribuut("taal")),
    volledig: el.hasAttribute("volledig"),
    nonce: el.nonce || attribuut("nonce") || SCRIPT_NONCE,
    thema: webadres(attribuut("thema"), pagina),
    themaKlasse: attribuut("thema-klasse"),
    privacy: webadres(attribuut("privacy"), pagina),
    telefoon: attribuut("telefoon"),
    snelWeg: webadres(attribuut("snel-weg"), pagina) ?? NEUTRAAL,
  };
}
