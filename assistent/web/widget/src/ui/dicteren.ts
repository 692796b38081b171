/** Inspreken met de spraakherkenning van de browser, waar die bestaat. */

interface Herkenner {
  lang: string;
  interimResults: boolean;
  continuous: boolean;
  onresult: ((e: { results: ArrayLike<ArrayLike<{ transcript: string }>> }) => void) | null;
  onend: (() => void) | null;
  onerror: ((e: { error: string }) => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

type Maker = new () => Herkenner;

function maker(): Maker | null {
  const w = window as unknown as { SpeechRecognition?: Maker; webkitSpeechRecognition?: Maker };
  return w.SpeechRecognition ?? w.webkitSpeechRecognition ?? null;
}

export function kanDicteren(): boolean {
  return maker() !== null;
}

export interface Dictaat {
  stop(): void;
}

/** Begin met luisteren; `hoor` krijgt steeds de hele tekst tot nu toe, `klaar` komt precies één keer. */
export function dicteer(hoor: (tekst: string) => void, klaar: (mislukt: boolean) => void): Dictaat | null {
  const Maak = maker();
  if (!Maak) return null;
  const herkenner = new Maak();
  let mislukt = false;
  herkenner.lang = "nl-NL";
  herkenner.interimResults = true;
  herkenner.continuous = true;
  herkenner.onresult = ({ results }) => {
    hoor(Array.from(results, (r) => r[0]?.transcript ?? "").join("").trim());
  };
  herkenner.onerror = ({ error }) => {
    mislukt = error !== "aborted" && error !== "no-speech";
  };
  herkenner.onend = () => klaar(mislukt);
  try {
    herkenner.start();
  } catch {
    return null;
  }
  return { stop: () => herkenner.stop() };
}
