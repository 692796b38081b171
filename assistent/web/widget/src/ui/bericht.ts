/** Eén bericht in beeld. */
import { nummers } from "../kern/tekstdelen.ts";
import { kloktijd } from "../kern/tijd.ts";
import { aaneen, spreker, zinnen } from "../kern/verslag.ts";
import { taalVan, teBeoordelen } from "../kern/wie.ts";
import type { Bericht } from "../soorten.ts";
import { nummerInZin, vul } from "../talen/talen.ts";
import { maakDuimen } from "./duim.ts";
import { h, vervang } from "./h.ts";
import { maakKaart } from "./kaart.ts";
import { knop, linkknop } from "./knop.ts";
import { maakLeesknop } from "./leesknop.ts";
import type { Omgeving } from "./omgeving.ts";
import { maakSamenvatting } from "./samenvatting.ts";
import { alineas } from "./tekst.ts";
import { kanVoorlezen, stopLezen } from "./voorlezen.ts";

export interface BerichtDeel {
  el: HTMLElement;
  /** Alleen de laatste berichten hebben knoppen; een oud aanbod geldt niet meer. */
  zetActief(actief: boolean): void;
}

/** `vervolg`: dezelfde spreker als hierboven, dan staat de naam er alleen voor schermlezers. */
export function maakBericht(bericht: Bericht, o: Omgeving, vervolg: boolean): BerichtDeel {
  const { t } = o;
  const { inhoud, van } = bericht;
  const taal = van === "inwoner" ? "" : taalVan(bericht);
  const vorm = { bellen: van !== "inwoner", links: van === "assistent", nieuwVenster: t.nieuwVenster };
  const samenvatting = inhoud.samenvatting?.length ? maakSamenvatting(inhoud.samenvatting, o) : null;
  const keuzes = inhoud.knoppen?.length
    ? h(
        "div",
        { class: "keuzes", role: "group", "aria-label": t.keuzes },
        ...inhoud.knoppen.map((k) => knop(k.tekst, () => o.stuur(k.waarde), { klasse: "keuze", lang: "nl" })),
      )
    : null;
  const voortgang = inhoud.voortgang ? h("p", { class: "voortgang", lang: "nl", dir: "ltr" }, inhoud.voortgang) : null;
  const ballon = h("div", { class: "ballon", lang: taal || null }, ...alineas(inhoud.tekst ?? "", vorm));
  if (inhoud.crisis) ballon.append(...belknoppen(inhoud.tekst ?? "", o));
  let makkelijk = false;
  const zetMakkelijk = (aan: boolean) => {
    makkelijk = aan;
    stopLezen();
    const tekst = (aan && inhoud.eenvoudig) || inhoud.tekst || "";
    vervang(ballon, ...alineas(tekst, vorm));
    o.zeg(tekst, taal);
  };
  const leesknop =
    van !== "inwoner" && inhoud.tekst && kanVoorlezen()
      ? maakLeesknop(o, taal, () => voorTeLezen(bericht, makkelijk))
      : null;
  const acties = inhoud.eenvoudig
    ? h("div", { class: "acties", lang: o.taal }, leesknop, makkelijkknop(o, zetMakkelijk))
    : null;
  const el = h(
    "li",
    { class: klassen(bericht, vervolg) },
    h(
      "p",
      { class: vervolg ? "spreker stil" : "spreker" },
      h("span", { class: "naam" }, spreker(bericht, t)),
      " ",
      h("time", { datetime: bericht.op }, kloktijd(bericht.op, o.taal, o.nu())),
    ),
    voortgang,
    inhoud.tekst && h("div", { class: "ballonrij" }, ballon, !acties && leesknop),
    inhoud.bron && h("p", { class: "bron", lang: "nl", dir: "ltr" }, h("span", { lang: o.taal }, `${t.bron}: `), inhoud.bron),
    acties,
    ...(inhoud.kaarten ?? []).map((kaart) => h("div", { lang: "nl", dir: "ltr", class: "kaartvak" }, maakKaart(kaart, o))),
    samenvatting && h("div", { lang: "nl", dir: "ltr" }, samenvatting.el),
    teBeoordelen(bericht) && maakDuimen(bericht.nummer, o),
    keuzes,
  );
  return {
    el,
    zetActief(actief) {
      if (keuzes) keuzes.hidden = !actief;
      if (voortgang) voortgang.hidden = !actief;
      samenvatting?.zetActief(actief);
    },
  };
}

function klassen({ van, inhoud }: Bericht, vervolg: boolean): string {
  return `bericht bericht--${van}${inhoud.crisis ? " bericht--crisis" : ""}${vervolg ? " bericht--vervolg" : ""}`;
}

/** Bij gevaar de nummers groot, om meteen te tikken. */
function belknoppen(tekst: string, o: Omgeving): HTMLElement[] {
  const lijst = nummers(tekst);
  if (lijst.length === 0) return [];
  return [
    h(
      "div",
      { class: "belknoppen", lang: o.taal },
      ...lijst.map(({ tekst: nummer, bel }) =>
        linkknop(vul(o.t.bel, { nummer: nummerInZin(nummer) }), bel, { soort: "primair", icoon: "telefoon", klasse: "belknop" }),
      ),
    ),
  ];
}

/** Wisselt tussen het hele antwoord en dezelfde boodschap in makkelijke woorden. */
function makkelijkknop(o: Omgeving, zet: (aan: boolean) => void): HTMLElement {
  const { t } = o;
  let aan = false;
  const el = knop(
    t.makkelijker,
    () => {
      aan = !aan;
      (el.querySelector(".nl-button__label") as HTMLElement).textContent = aan ? t.heleAntwoord : t.makkelijker;
      zet(aan);
    },
    { soort: "licht", icoon: "makkelijk", klasse: "actie" },
  );
  return el;
}

/** Wat de stem voorleest: de korte gesproken versie, of de makkelijke als die in beeld staat. */
function voorTeLezen(bericht: Bericht, makkelijk: boolean): string {
  const [eerste = "", ...rest] = zinnen(bericht);
  const { eenvoudig, gesproken } = bericht.inhoud;
  return aaneen([(makkelijk && eenvoudig) || gesproken || eerste, ...rest]);
}
