/** Voorlezen met de stem van de browser; één bericht tegelijk. */

interface Bezig {
  uiting: SpeechSynthesisUtterance;
  klaar: () => void;
}

let bezig: Bezig | null = null;

export function kanVoorlezen(): boolean {
  return "speechSynthesis" in window && "SpeechSynthesisUtterance" in window;
}

const STEMTAAL: Record<string, string> = {
  nl: "nl-NL",
  en: "en-GB",
  ar: "ar",
  tr: "tr-TR",
  pl: "pl-PL",
  uk: "uk-UA",
};

/** Lees `tekst` voor; `klaar` komt precies één keer, ook als iets anders begint. */
export function leesVoor(tekst: string, taal: string, klaar: () => void): void {
  stopLezen();
  const uiting = new SpeechSynthesisUtterance(tekst);
  uiting.lang = STEMTAAL[taal] ?? "nl-NL";
  uiting.rate = 0.95;
  const stem = speechSynthesis.getVoices().find((s) => s.lang.replace("_", "-").startsWith(uiting.lang));
  if (stem) uiting.voice = stem;
  const deze: Bezig = { uiting, klaar };
  uiting.onend = uiting.onerror = () => {
    if (bezig === deze) stopLezen();
  };
  bezig = deze;
  speechSynthesis.speak(uiting);
}

export function stopLezen(): void {
  const vorige = bezig;
  bezig = null;
  if (!vorige) return;
  speechSynthesis.cancel();
  vorige.klaar();
}
