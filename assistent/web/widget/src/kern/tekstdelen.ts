/** Knipt een zin in gewone tekst, telefoonnummers en webadressen, zodat die aan te tikken zijn. */
import { beladres, webadres } from "./adres.ts";

export interface Deel {
  tekst: string;
  bel?: string;
  web?: string;
}

/** Nederlandse nummers zoals de kennisbank ze schrijft: 112, 14 050, 0800-0113, 050 123 45 67, +31 … */
const NUMMER = [
  String.raw`0[89]00[ -]?\d{7}`,
  String.raw`0[89]00[ -]?\d{4}`,
  String.raw`(?:\+31 ?|0)[1-9](?:[ -]?\d){8}`,
  String.raw`14 ?0\d{2,3}`,
  "112|113|144",
].join("|");
const WEB = String.raw`(?:https?:\/\/|www\.)[^\s<>"']+`;
const ZOEK = new RegExp(`${WEB}|(?:${NUMMER})(?![\\d-])`, "g");
/** Een hoeveelheid en geen nummer: "112 euro", "€ 113", "3.112". */
const EENHEID = /^\s?(?:euro|%|procent|meter|km|dagen|weken|maanden|jaar|plekken|mensen)/i;
const MIDDENIN = /(?:[\w.,/+-]|€\s?)$/;

/** Knip `tekst`; met `links` ook webadressen (alleen voor tekst uit de kennisbank). */
export function knip(tekst: string, links = false): Deel[] {
  const delen: Deel[] = [];
  let gezien = 0;
  for (const vondst of tekst.matchAll(ZOEK)) {
    const plek = vondst.index ?? 0;
    const deel = maakDeel(vondst[0], tekst.slice(0, plek), tekst.slice(plek + vondst[0].length), links);
    if (!deel) continue;
    if (plek > gezien) delen.push({ tekst: tekst.slice(gezien, plek) });
    delen.push(deel);
    gezien = plek + deel.tekst.length;
  }
  if (gezien < tekst.length) delen.push({ tekst: tekst.slice(gezien) });
  return delen;
}

function maakDeel(ruw: string, ervoor: string, erna: string, links: boolean): Deel | null {
  if (/^[hw]/.test(ruw)) {
    const kaal = ruw.replace(/[.,;:!?)\]]+$/, "");
    const web = links ? webadres(kaal.startsWith("www.") ? `https://${kaal}` : kaal) : null;
    return web ? { tekst: kaal, web } : null;
  }
  const bel = MIDDENIN.test(ervoor) || EENHEID.test(erna) ? null : beladres(ruw);
  return bel ? { tekst: ruw, bel } : null;
}

/** De verschillende telefoonnummers in een zin, op volgorde; voor de grote belknoppen bij gevaar. */
export function nummers(tekst: string): { tekst: string; bel: string }[] {
  const uit = new Map<string, { tekst: string; bel: string }>();
  for (const { tekst: nummer, bel } of knip(tekst)) {
    if (bel && !uit.has(bel)) uit.set(bel, { tekst: nummer, bel });
  }
  return [...uit.values()];
}

const LANG = 220;
const PER_ALINEA = 2;

/** Alinea's: nieuwe regels blijven, en een lange lap tekst wordt per twee zinnen een alinea. Er gaat geen letter verloren. */
export function alineasVan(tekst: string): string[] {
  return tekst
    .split(/\n+/)
    .filter((regel) => regel.trim())
    .flatMap((regel) => (regel.length > LANG ? perTwee(regel) : [regel]));
}

function perTwee(regel: string): string[] {
  // Een zin eindigt op een leesteken na een gewoon woord of getal; een afkorting als "o.a." is te kort.
  const zinnen = regel.replace(/([\p{L}\d)]{2}[.!?]) (?=\p{Lu})/gu, "$1\n").split("\n");
  const uit: string[] = [];
  for (let i = 0; i < zinnen.length; i += PER_ALINEA) uit.push(zinnen.slice(i, i + PER_ALINEA).join(" "));
  return uit;
}
