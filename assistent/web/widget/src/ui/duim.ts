/** Hielp dit antwoord? Twee duimen, en bij "nee" een reden om uit te kiezen; er gaat geen tekst mee. */
import { REDENEN, type Oordeel, type Reden } from "../soorten.ts";
import { richting, type Teksten } from "../talen/talen.ts";
import { h, uniek, vervang } from "./h.ts";
import { knop } from "./knop.ts";
import type { Omgeving } from "./omgeving.ts";

const TEKST: Record<Reden, keyof Teksten> = {
  andere_vraag: "redenAndereVraag",
  te_moeilijk: "redenTeMoeilijk",
  klopt_niet: "redenKloptNiet",
  kan_er_niets_mee: "redenNietsMee",
};

export function maakDuimen(nummer: number, o: Omgeving): HTMLElement {
  const { t } = o;
  const vraag = uniek("duim");
  const vak = h("div", { class: "waarom" });
  const maak = (goed: boolean) =>
    knop(goed ? t.duimGoed : t.duimNiet, () => void kies(goed), {
      soort: "licht",
      icoon: goed ? "duim" : "duimNiet",
      kaal: true,
      klasse: "actie",
      "aria-pressed": "false",
    });
  const op = maak(true);
  const neer = maak(false);
  const druk = (gekozen: HTMLElement | null) => {
    for (const el of [op, neer]) el.setAttribute("aria-pressed", String(el === gekozen));
  };
  const stuur = async (oordeel: Oordeel): Promise<boolean> => {
    const gelukt = await o.gesprek.oordeel({ ...oordeel, nummer });
    if (!gelukt) {
      druk(null);
      vervang(vak, h("p", { class: "uitleg", role: "alert" }, t.nietGelukt));
    }
    return gelukt;
  };
  const dank = (focus: boolean) => {
    const zin = h("p", { class: "uitleg", tabindex: -1 }, t.oordeelDank);
    vervang(vak, zin);
    if (focus) zin.focus();
    else o.zeg(t.oordeelDank, o.taal);
  };
  async function kies(goed: boolean): Promise<void> {
    druk(goed ? op : neer);
    if (!(await stuur({ goed }))) return;
    if (goed) dank(false);
    else vraagReden();
  }
  function vraagReden(): void {
    const id = uniek("waarom");
    const reden = (sleutel: Reden) =>
      knop(t[TEKST[sleutel]], () => void stuur({ goed: false, reden: sleutel }).then((gelukt) => gelukt && dank(true)));
    vervang(
      vak,
      h(
        "div",
        { role: "group", "aria-labelledby": id },
        h("p", { id, class: "uitleg" }, t.waarom),
        h("div", { class: "rij" }, ...REDENEN.map(reden)),
      ),
    );
    vak.scrollIntoView({ block: "nearest" });
    o.zeg(t.waarom, o.taal);
  }
  return h(
    "div",
    { class: "duimen", lang: o.taal, dir: richting(o.taal) },
    h("div", { class: "duimrij", role: "group", "aria-labelledby": vraag }, h("p", { id: vraag, class: "uitleg" }, t.duimVraag), op, neer),
    vak,
  );
}
