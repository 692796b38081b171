/** Het menu: een eigen blad in plaats van het gesprek, zodat er niets onder een ander vlak verdwijnt. */
import { h, vervang } from "./h.ts";
import { privacylink, taalkeuze } from "./intro.ts";
import { knop, linkknop } from "./knop.ts";
import type { Omgeving } from "./omgeving.ts";
import { deelBestand, download, drukAf, mail } from "./uitvoer.ts";

const MATEN = [100, 125, 150, 200];

export class Menu {
  readonly el = h("div", { class: "menu" });
  private readonly wisvak = h("div", { class: "menu-vak" });

  constructor(
    private readonly o: Omgeving,
    private readonly terug: () => void,
    private readonly wis: () => void,
  ) {
    this.el.hidden = true;
  }

  /** Teken opnieuw bij elke keer openen: de inhoud hangt van het gesprek af. */
  open(): void {
    const { o } = this;
    const { t } = o;
    const heeftBerichten = o.gesprek.stand.berichten.length > 0;
    this.tekenWis();
    const terug = knop(t.terug, this.terug, { soort: "licht", icoon: "terug" });
    vervang(
      this.el,
      terug,
      h(
        "div",
        { class: "menu-vak" },
        knop(t.snelWeg, () => o.snelWeg(), { soort: "gevaar", icoon: "weg", klasse: "breed" }),
        h("p", { class: "uitleg" }, t.snelWegUitleg),
      ),
      h("div", { class: "menu-vak" }, taalkeuze(o), this.tekstgrootte()),
      heeftBerichten &&
        h(
          "div",
          { class: "menu-vak" },
          knop(t.bestand, () => download(o), { klasse: "breed" }),
          knop(t.afdrukken, () => drukAf(o), { klasse: "breed" }),
          this.maillink(),
          h("p", { class: "uitleg" }, t.mailUitleg),
        ),
      this.onthoud(),
      o.gesprek.bestaat && this.wisvak,
      h("p", { class: "menu-vak" }, privacylink(o)),
    );
    this.el.hidden = false;
    terug.focus();
  }

  sluit(): void {
    this.el.hidden = true;
    vervang(this.el);
  }

  private maillink(): HTMLElement {
    const el = linkknop(this.o.t.mailen, mail(this.o), { klasse: "breed" });
    el.addEventListener("click", (e) => {
      if (deelBestand(this.o)) e.preventDefault();
    });
    return el;
  }

  private tekstgrootte(): HTMLElement {
    const { t, bewaar } = this.o;
    const nu = bewaar.inhoud.groot ?? 100;
    const plek = Math.max(0, MATEN.indexOf(nu));
    const maat = h("output", { class: "maat" }, `${nu} %`);
    const stap = (tekst: string, naar: number) =>
      knop(tekst, () => {
        const nieuw = MATEN[naar];
        if (nieuw === undefined) return;
        this.o.zetGroot(nieuw);
        const vak = this.tekstgrootte();
        groep.replaceWith(vak);
        (vak.querySelectorAll("button")[naar < plek ? 0 : 1] as HTMLElement).focus();
      }, { "aria-disabled": MATEN[naar] === undefined ? "true" : null });
    const groep = h(
      "div",
      { class: "rij", role: "group", "aria-label": t.tekstgrootte },
      h("span", { class: "rij-label" }, t.tekstgrootte),
      stap(t.kleiner, plek - 1),
      maat,
      stap(t.groter, plek + 1),
    );
    return groep;
  }

  private onthoud(): HTMLElement {
    const { t, bewaar } = this.o;
    const vink = h("input", {
      type: "checkbox",
      class: "vink",
      checked: bewaar.blijvend,
      onchange: () => bewaar.zetBlijvend(vink.checked),
    });
    return h(
      "div",
      { class: "menu-vak" },
      h("label", { class: "vinkrij" }, vink, h("span", {}, t.onthoud)),
      h("p", { class: "uitleg" }, t.onthoudUitleg),
    );
  }

  private tekenWis(): void {
    const { t } = this.o;
    const begin = knop(t.wis, () => vraag(), { klasse: "breed" });
    const vraag = () => {
      const nee = knop(t.wisNee, () => {
        vervang(this.wisvak, begin);
        begin.focus();
      });
      const zin = h("p", { class: "nl-paragraph", tabindex: -1 }, t.wisVraag);
      vervang(this.wisvak, zin, h("div", { class: "rij" }, knop(t.wisJa, this.wis, { soort: "gevaar" }), nee));
      zin.focus();
      this.wisvak.scrollIntoView({ block: "nearest" });
    };
    vervang(this.wisvak, begin);
  }
}
