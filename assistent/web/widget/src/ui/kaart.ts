/** Eén voorziening: wat, waar, wanneer open, bellen, kosten en bron. */
import { beladres, kaartadres, webadres } from "../kern/adres.ts";
import type { Kaart } from "../soorten.ts";
import { nummerInZin, vul } from "../talen/talen.ts";
import { h, uniek, type Kind } from "./h.ts";
import { link, linkknop } from "./knop.ts";
import { gemeentenaam, type Omgeving } from "./omgeving.ts";

export function maakKaart(kaart: Kaart, o: Omgeving): HTMLElement {
  const { t } = o;
  const kop = uniek("kaart");
  const web = webadres(kaart.url);
  const bel = kaart.telefoon ? beladres(kaart.telefoon) : null;
  const op = (tekst: string, adres: string) => link(tekst, adres, t.nieuwVenster);
  return h(
    "article",
    { class: `kaart${kaart.voorbeeld ? " kaart--voorbeeld" : ""}`, "aria-labelledby": kop },
    kaart.voorbeeld && h("p", { class: "voorbeeld", lang: o.taal }, t.voorbeeld),
    h("h3", { id: kop, class: "nl-heading nl-heading--level-4" }, kaart.titel),
    h("p", { class: "nl-paragraph" }, kaart.tekst),
    h(
      "dl",
      { class: "feiten" },
      feit(t.waar, o, kaart.waar, kaart.waar && op(t.opKaart, kaartadres(kaart.waar, gemeentenaam(o)))),
      feit(t.open, o, kaart.open),
      !bel && feit(t.telefoon, o, kaart.telefoon),
      feit(t.kosten, o, kaart.kosten),
    ),
    (bel || web) &&
      h(
        "p",
        { class: "kaart-acties", lang: o.taal },
        bel && linkknop(vul(t.bel, { nummer: nummerInZin(kaart.telefoon ?? "") }), bel, { icoon: "telefoon" }),
        web && op(t.meer, web),
      ),
    kaart.bron && h("p", { class: "bron" }, h("span", { lang: o.taal }, `${t.bron}: `), kaart.bron),
  );
}

function feit(naam: string, o: Omgeving, waarde: string | null | undefined, extra?: Kind): HTMLElement | null {
  if (!waarde) return null;
  return h(
    "div",
    { class: "feit" },
    h("dt", { lang: o.taal }, naam),
    h("dd", {}, h("span", {}, waarde), extra && h("span", { class: "feit-link", lang: o.taal }, extra)),
  );
}
