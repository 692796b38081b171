/** Een eigen beurt die nog niet terug is van de server: wordt verstuurd, verstuurd of niet verstuurd. */
import type { Uitgaand } from "../kern/stand.ts";
import { kloktijd } from "../kern/tijd.ts";
import { uitwijk } from "./bellen.ts";
import { h } from "./h.ts";
import { knop } from "./knop.ts";
import type { Omgeving } from "./omgeving.ts";

interface Handelingen {
  opnieuw: (beurt_id: string) => void;
  aanpassen: (beurt_id: string) => void;
}

export function maakUitgaand(beurt: Uitgaand, o: Omgeving, doe: Handelingen): HTMLElement {
  const { t } = o;
  const mislukt = beurt.staat === "mislukt";
  return h(
    "li",
    { class: `bericht bericht--inwoner bericht--uit${mislukt ? " bericht--mislukt" : ""}` },
    h(
      "p",
      { class: "spreker" },
      h("span", { class: "naam" }, t.u),
      " ",
      h("time", { datetime: beurt.op }, kloktijd(beurt.op, o.taal, o.nu())),
    ),
    h("div", { class: "ballonrij" }, h("div", { class: "ballon" }, h("p", { class: "nl-paragraph", dir: "auto" }, beurt.tekst))),
    mislukt ? fout(beurt, o, doe) : h("p", { class: "bezorging" }, bezorging(beurt, o)),
  );
}

function bezorging({ staat, pogingen }: Uitgaand, { t, gesprek }: Omgeving): string {
  if (staat === "ontvangen") return t.verstuurd;
  const zonderLijn = pogingen > 1 || navigator.onLine === false || gesprek.loop === "storing";
  return zonderLijn ? t.wacht : t.onderweg;
}

function fout({ beurt_id, fout: uitleg }: Uitgaand, o: Omgeving, doe: Handelingen): HTMLElement {
  const { t } = o;
  return h(
    "div",
    { class: "bezorging bezorging--fout" },
    h("p", {}, h("strong", {}, t.mislukt), " ", ...(uitleg ? [h("span", { lang: "nl" }, uitleg)] : uitwijk(o))),
    h(
      "div",
      { class: "rij" },
      knop(t.opnieuw, () => doe.opnieuw(beurt_id)),
      knop(t.aanpassen, () => doe.aanpassen(beurt_id), { soort: "licht" }),
    ),
  );
}
