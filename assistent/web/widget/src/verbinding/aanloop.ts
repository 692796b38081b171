/** Een gesprek beginnen of het bewaarde hervatten, met een paar pogingen. */
import { wachttijd } from "../kern/wachttijd.ts";
import type { Bericht, Overdracht, Toegang } from "../soorten.ts";
import { ApiFout, type Api } from "./api.ts";
import type { Klok } from "./klok.ts";

export interface Loopt {
  hoe: "loopt";
  toegang: Toegang;
  berichten: Bericht[];
  hersteld: boolean;
  overdracht: Overdracht | null;
}

export type Aangelopen = Loopt | { hoe: "verlopen" } | { hoe: "storing" } | { hoe: "afgebroken" };

const POGINGEN = 4;

/** `nog` zegt of het nog nodig is; een gesprek dat intussen gewist is, komt niet terug. */
export async function loopAan(
  api: Pick<Api, "begin" | "haal">,
  eerder: Toegang | null,
  klok: Klok,
  nog: () => boolean,
): Promise<Aangelopen> {
  for (let poging = 0; poging < POGINGEN; poging += 1) {
    try {
      const uit = eerder ? await hervat(api, eerder) : await nieuw(api);
      return nog() ? uit : { hoe: "afgebroken" };
    } catch (fout) {
      if (!nog()) return { hoe: "afgebroken" };
      if (fout instanceof ApiFout && !fout.tijdelijk) return { hoe: fout.weg && eerder ? "verlopen" : "storing" };
    }
    if (poging + 1 < POGINGEN) {
      await new Promise<void>((klaar) => klok.na(wachttijd(poging, klok.toeval()), klaar));
      if (!nog()) return { hoe: "afgebroken" };
    }
  }
  return { hoe: "storing" };
}

async function nieuw(api: Pick<Api, "begin">): Promise<Loopt> {
  const { gesprek, sleutel, berichten } = await api.begin();
  return { hoe: "loopt", toegang: { gesprek, sleutel }, berichten, hersteld: false, overdracht: null };
}

async function hervat(api: Pick<Api, "haal">, toegang: Toegang): Promise<Loopt> {
  const { berichten, overdracht } = await api.haal(toegang, 0);
  return { hoe: "loopt", toegang, berichten, hersteld: true, overdracht: overdracht ?? null };
}
