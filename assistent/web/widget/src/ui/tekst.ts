/** Lopende tekst van een bericht: alinea's, met aan te tikken nummers en (uit de kennisbank) links. */
import { alineasVan, knip } from "../kern/tekstdelen.ts";
import { nummerlink } from "./bellen.ts";
import { h } from "./h.ts";
import { link } from "./knop.ts";

interface Vorm {
  /** Nummers aan te tikken; niet in wat de inwoner zelf typt. */
  bellen: boolean;
  /** Webadressen aan te tikken; alleen in tekst uit de kennisbank. */
  links: boolean;
  nieuwVenster: string;
}

export function alineas(tekst: string, vorm: Vorm): HTMLElement[] {
  const regels = vorm.bellen ? alineasVan(tekst) : tekst.split(/\n+/).filter((regel) => regel.trim());
  return regels.map((regel) => h("p", { class: "nl-paragraph", dir: "auto" }, ...delen(regel, vorm)));
}

function delen(regel: string, vorm: Vorm): (Node | string)[] {
  if (!vorm.bellen) return [regel];
  return knip(regel, vorm.links).map(({ tekst, bel, web }) => {
    if (bel) return nummerlink(tekst, bel);
    return web ? link(tekst, web, vorm.nieuwVenster) : tekst;
  });
}
