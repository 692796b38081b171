/** Wachten voor een nieuwe poging: steeds langer, en met toeval zodat niet iedereen tegelijk terugkomt. */

const EERSTE_MS = 1_000;
const LANGSTE_MS = 30_000;

/** Milliseconden voor poging 0, 1, 2 …; `toeval` is een getal van 0 tot 1. */
export function wachttijd(poging: number, toeval: number): number {
  const grens = Math.min(LANGSTE_MS, EERSTE_MS * 2 ** Math.min(poging, 10));
  return Math.round(grens / 2 + (grens / 2) * toeval);
}
