/** De kop van het venster: wie er praat, en altijd de knop naar een mens. */
import { medewerker, snelWegNodig } from "../kern/wie.ts";
import { vul } from "../talen/talen.ts";
import { h, zetTekst } from "./h.ts";
import { knop } from "./knop.ts";
import { gemeentenaam, type Omgeving } from "./omgeving.ts";

/** Wat de inwoner zegt met de knop; in het Nederlands, want de assistent leest Nederlands. */
export const MENS = "Ik wil een mens spreken";

export class Kop {
  readonly el: HTMLElement;
  readonly titel: HTMLElement;
  readonly menuknop: HTMLButtonElement;
  private readonly gemeente = h("p", { class: "kop-gemeente" });
  private readonly wie = h("p", { class: "kop-wie" });
  private readonly snelWeg: HTMLElement;

  constructor(
    private readonly o: Omgeving,
    titelId: string,
    bijMenu: () => void,
    bijMens: () => void,
  ) {
    const { t, instellingen } = o;
    this.titel = h("h2", { id: titelId, class: "nl-heading nl-heading--level-3 kop-titel", tabindex: -1 }, t.titel);
    this.menuknop = knop(t.menu, bijMenu, { soort: "licht", icoon: "menu", klasse: "kop-knop", "aria-expanded": "false" });
    this.snelWeg = knop(t.snelWeg, () => o.snelWeg(), { soort: "gevaar", icoon: "weg", klasse: "snelweg" });
    this.el = h(
      "div",
      { class: "kop" },
      h("div", { class: "kop-naam" }, this.titel, this.gemeente),
      h(
        "div",
        { class: "kop-hulp" },
        h("div", { class: "kop-tekst" }, this.wie),
        knop(t.mens, bijMens, { icoon: "mens", klasse: "mens" }),
      ),
      h(
        "div",
        { class: "kop-knoppen" },
        this.menuknop,
        !instellingen.volledig &&
          knop(t.sluit, () => o.sluit(), { soort: "licht", icoon: "kruis", kaal: true, klasse: "kop-knop" }),
      ),
      this.snelWeg,
    );
  }

  werkBij(): void {
    const { t, gesprek } = this.o;
    const naam = medewerker(gesprek.stand.berichten, gesprek.overdracht);
    const wacht = naam === null && gesprek.overdracht?.wacht;
    zetTekst(this.gemeente, vul(t.gemeente, { naam: gemeentenaam(this.o) }));
    zetTekst(this.wie, wacht ? t.wachtOpMens : naam === null ? t.geenMens : vul(t.metMens, { naam: naam || t.eenMedewerker }));
    this.snelWeg.hidden = !snelWegNodig(gesprek.stand.berichten);
  }
}
