/** De knop die een bericht voorleest, of daarmee stopt. */
import { icoon } from "./iconen.ts";
import { knop } from "./knop.ts";
import type { Omgeving } from "./omgeving.ts";
import { leesVoor, stopLezen } from "./voorlezen.ts";

/** `tekst` wordt pas bij het tikken gevraagd: die kan intussen de makkelijke versie zijn. */
export function maakLeesknop(o: Omgeving, taal: string, tekst: () => string): HTMLElement {
  const { t } = o;
  let leest = false;
  const toon = (aan: boolean) => {
    leest = aan;
    const label = aan ? t.stopLezen : t.leesVoor;
    el.title = label;
    (el.querySelector(".nl-button__label") as HTMLElement).textContent = label;
    el.querySelector("svg")?.replaceWith(icoon(aan ? "stop" : "luid"));
  };
  const el = knop(
    t.leesVoor,
    () => {
      if (leest) {
        stopLezen();
        return;
      }
      leesVoor(tekst(), taal, () => toon(false));
      toon(true);
    },
    { soort: "licht", icoon: "luid", kaal: true, klasse: "actie", lang: o.taal },
  );
  return el;
}
