/** Wie er aan het woord is, afgeleid uit de berichten. */
import type { Bericht, Overdracht } from "../soorten.ts";
import type { Stand } from "./stand.ts";

/** Na deze zinnen is het gesprek weer van de digitale assistent. */
const TERUG = new Set(["utter_teruggegeven", "utter_afgerond", "utter_ingetrokken"]);
/** Na deze zinnen is het gesprek klaar en mag de vraag "hebben we u geholpen" komen. */
const KLAAR = new Set(["utter_afgerond", "utter_gestopt", "utter_ingetrokken", "utter_nee_zonder_vraag"]);
/** Zo lang geloven we dat er nog een antwoord komt. */
const GEDULD_MS = 20_000;

/**
 * De naam van de medewerker die het gesprek heeft, of null als dat de assistent is; een lege naam is een mens die nog
 * niets zei. De dienst weet wie het gesprek heeft; zonder haar woord leiden we het af uit de berichten.
 */
export function medewerker(berichten: readonly Bericht[], overdracht: Overdracht | null = null): string | null {
  if (overdracht?.bij_mens === false) return null;
  const naam = uitBerichten(berichten);
  return overdracht?.bij_mens ? (overdracht.medewerker ?? naam ?? "") : naam;
}

function uitBerichten(berichten: readonly Bericht[]): string | null {
  for (let i = berichten.length - 1; i >= 0; i -= 1) {
    const bericht = berichten[i] as Bericht;
    if (bericht.van === "medewerker") return bericht.inhoud.van ?? "";
    if (TERUG.has(bericht.inhoud.sleutel ?? "")) return null;
  }
  return null;
}

/** Of de assistent nog aan een antwoord werkt; bij een mens weten we dat niet en zeggen we niets. */
export function zoektAntwoord(stand: Stand, nu: number, overdracht: Overdracht | null = null): boolean {
  if (medewerker(stand.berichten, overdracht) !== null) return false;
  const uit = stand.uitgaand.find((u) => u.staat === "onderweg" || u.staat === "ontvangen");
  if (uit) return nu - Date.parse(uit.op) < GEDULD_MS;
  return false;
}

/** Berichten waarna nummer, team of medewerker anders kunnen zijn. */
export function overOverdracht({ inhoud }: Bericht): boolean {
  return /^utter_(?:aangeboden|aangenomen|geweigerd|verlopen|afgerond|ingetrokken|overgenomen|heropend|nu_praten|bel|niemand)/.test(inhoud.sleutel ?? "");
}

/** Of het gesprek ooit over gevaar ging; dan vragen we niet naar tevredenheid. */
export function overGevaar(berichten: readonly Bericht[]): boolean {
  return berichten.some((b) => b.inhoud.crisis);
}

/** Of de grote knop "Snel weg" in beeld moet; eenmaal gevraagd blijft hij staan. */
export function snelWegNodig(berichten: readonly Bericht[]): boolean {
  return berichten.some((b) => b.inhoud.snel_weg);
}

/** Of het gesprek aan zijn einde lijkt. */
export function isKlaar(berichten: readonly Bericht[]): boolean {
  const laatste = berichten[berichten.length - 1];
  return KLAAR.has(laatste?.inhoud.sleutel ?? "");
}

/** De taal van een bericht; vaste zinnen voor anderstaligen heten utter_taal_<taal>. */
export function taalVan(bericht: Bericht): string {
  return /^utter_taal_([a-z]{2})$/.exec(bericht.inhoud.sleutel ?? "")?.[1] ?? "nl";
}

/** De code waarmee de inwoner zijn vraag volgt, uit het bericht waarin de assistent die gaf. */
export function volgcode(berichten: readonly Bericht[]): string | null {
  const bericht = [...berichten].reverse().find((b) => /^utter_volgen/.test(b.inhoud.sleutel ?? ""));
  return /\b[0-9A-Z]{4,6}-[0-9A-Z]{4,6}(?=[.,]?\s)/.exec(bericht?.inhoud.tekst?.split(/code/i)[1] ?? "")?.[0] ?? null;
}

/** Of bij dit antwoord een duim hoort: het komt uit de kennisbank of de sociale kaart, en gaat niet over gevaar. */
export function teBeoordelen({ van, inhoud }: Bericht): boolean {
  return van === "assistent" && !inhoud.crisis && /^(?:onderwerp:|eenvoudig:|utter_gevonden)/.test(inhoud.sleutel ?? "");
}
