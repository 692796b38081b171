/** De knop "Spreek in" bij het invoerveld. */
import { dicteer, kanDicteren, type Dictaat } from "./dicteren.ts";
import { icoon } from "./iconen.ts";
import { knop } from "./knop.ts";
import type { Omgeving } from "./omgeving.ts";

/** Geeft de knop, of null als deze browser het niet kan. `zet` vervangt de tekst, `meld` toont uitleg. */
export function maakInspreken(
  o: Omgeving,
  lees: () => string,
  zet: (tekst: string) => void,
  meld: (tekst: string) => void,
): HTMLButtonElement | null {
  if (!kanDicteren()) return null;
  const { t } = o;
  let dictaat: Dictaat | null = null;
  const toon = () => {
    (el.querySelector(".nl-button__label") as HTMLElement).textContent = dictaat ? t.stopInspreken : t.inspreken;
    el.querySelector("svg")?.replaceWith(icoon(dictaat ? "stop" : "microfoon"));
  };
  const el = knop(
    t.inspreken,
    () => {
      if (dictaat) {
        dictaat.stop();
        return;
      }
      const al = lees().trim();
      dictaat = dicteer(
        (tekst) => zet(al ? `${al} ${tekst}` : tekst),
        (mislukt) => {
          dictaat = null;
          meld(mislukt ? t.insprekenMislukt : "");
          toon();
        },
      );
      meld(dictaat ? t.luistert : t.insprekenMislukt);
      toon();
    },
    { soort: "licht", icoon: "microfoon", klasse: "inspreken" },
  );
  return el;
}
