/** Stijlen in de shadow root, ook onder een streng beleid (CSP): geen style-attributen, geen losse <style>. */
import regels from "stijl:regels";
import tokens from "stijl:tokens";
import { h } from "./h.ts";

/** Voeg een stijlblad toe en geef een functie om het te vervangen. */
function voegBlad(wortel: ShadowRoot, css: string, nonce: string): (css: string) => void {
  if ("adoptedStyleSheets" in wortel && "replaceSync" in CSSStyleSheet.prototype) {
    const blad = new CSSStyleSheet();
    blad.replaceSync(css);
    wortel.adoptedStyleSheets = [...wortel.adoptedStyleSheets, blad];
    return (nieuw) => blad.replaceSync(nieuw);
  }
  const el = h("style", {}, css);
  if (nonce) el.nonce = nonce;
  wortel.append(el);
  return (nieuw) => {
    el.textContent = nieuw;
  };
}

/** Zet alle stijlen; de uitkomst verandert de tekstgrootte (procent). */
export function zetStijlen(wortel: ShadowRoot, nonce: string, eigenThema: boolean): (procent: number) => void {
  // Met een thema van de gemeente staan onze tokens op dezelfde plek als de hare, maar zwakker.
  voegBlad(wortel, `${eigenThema ? ":where(.tc)" : ":host"}{${tokens}}`, nonce);
  voegBlad(wortel, regels, nonce);
  const maat = voegBlad(wortel, "", nonce);
  return (procent) => maat(`:host{--tc-rem:${(basismaat(wortel.host) * procent) / 100}px}`);
}

/** De letter die iemand in de browser koos; niet die van de pagina, want die kan heel klein zijn. */
function basismaat(host: Element): number {
  const px = Number.parseFloat(getComputedStyle(host).fontSize);
  return px >= 12 ? px : 16;
}

/** Laad het thema van de gemeente en zoek de klasse waar de tokens op staan. */
export function laadThema(wortel: ShadowRoot, doel: HTMLElement, adres: string, klasse: string, nonce: string): void {
  const blad = h("link", { rel: "stylesheet", href: adres });
  if (nonce) blad.nonce = nonce;
  if (klasse) doel.classList.add(...klasse.split(/\s+/));
  else {
    blad.addEventListener("load", () => {
      for (const naam of themaklassen(blad.sheet)) doel.classList.add(naam);
    });
  }
  wortel.insertBefore(blad, wortel.firstChild);
}

/** Klassen die alleen tokens zetten, zoals .groningen-theme; een vreemd domein laat ons niet meelezen. */
function themaklassen(blad: CSSStyleSheet | null): string[] {
  try {
    const namen = [...(blad?.cssRules ?? [])].map((r) => /^\.([\w-]+)$/.exec((r as CSSStyleRule).selectorText ?? "")?.[1]);
    return [...new Set(namen.filter((n): n is string => n !== undefined && /theme|thema/.test(n)))];
  } catch {
    return [];
  }
}
