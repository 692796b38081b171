/** Het venster met het gesprek: kop, berichten of menu, meldingen en invoer. */
import { ApiFout } from "../verbinding/api.ts";
import type { Wijziging } from "../verbinding/gesprek.ts";
import { houdVast } from "./focus.ts";
import { h, uniek } from "./h.ts";
import { Intro } from "./intro.ts";
import { Invoer } from "./invoer.ts";
import { Kop, MENS } from "./kop.ts";
import { Lijst } from "./lijst.ts";
import { Melding } from "./melding.ts";
import { Menu } from "./menu.ts";
import { vinger, type Omgeving } from "./omgeving.ts";
import { OordeelVraag } from "./oordeel.ts";
import { Volg } from "./volg.ts";

const SMAL = "(max-width: 480px), (max-height: 420px)";

export class Venster {
  readonly el: HTMLElement;
  readonly invoer: Invoer;
  private readonly kop: Kop;
  private readonly intro: Intro;
  private readonly lijst: Lijst;
  private readonly melding: Melding;
  private readonly menu: Menu;
  private readonly volg: Volg;
  private readonly oordeel: OordeelVraag;
  private readonly gesprekvak: HTMLElement;

  constructor(private readonly o: Omgeving) {
    const titel = uniek("titel");
    this.kop = new Kop(o, titel, () => this.wisselMenu(), () => this.mens());
    this.intro = new Intro(o);
    this.volg = new Volg(o);
    this.oordeel = new OordeelVraag(o);
    this.melding = new Melding(o);
    this.invoer = new Invoer(o);
    this.menu = new Menu(o, () => this.wisselMenu(), () => void this.wis());
    this.lijst = new Lijst(o, this.intro.el, [this.volg.el, this.oordeel.el], (id) => {
      this.invoer.zet(o.gesprek.neemTerug(id));
      this.invoer.veld.focus();
    });
    this.gesprekvak = h("div", { class: "gesprekvak" }, this.lijst.el, this.melding.el, this.invoer.el);
    const { volledig } = o.instellingen;
    this.el = h(
      "section",
      { class: `venster${volledig ? " venster--volledig" : ""}`, role: volledig ? "region" : "dialog", "aria-labelledby": titel },
      this.springlink(),
      this.kop.el,
      this.menu.el,
      this.gesprekvak,
    );
    this.el.addEventListener("keydown", (e) => this.bijToets(e));
    if (!volledig) houdVast(this.el, o.wortel, () => this.modaal());
  }

  /** Of het venster het hele scherm vult. */
  modaal(): boolean {
    return !this.o.instellingen.volledig && (window.matchMedia?.(SMAL).matches ?? false);
  }

  zetOpen(open: boolean): void {
    this.el.hidden = !open;
    this.lijst.zetZichtbaar(open);
    if (!open) return;
    if (this.modaal()) this.el.setAttribute("aria-modal", "true");
    else this.el.removeAttribute("aria-modal");
    this.invoer.meet();
  }

  /** Naar binnen: het invoerveld, of op een telefoon de titel zodat het toetsenbord dicht blijft. */
  focus(): void {
    if (vinger()) this.kop.titel.focus();
    else this.invoer.veld.focus();
  }

  werkBij(wijziging: Wijziging): void {
    this.kop.werkBij();
    this.intro.werkBij();
    this.volg.werkBij();
    this.oordeel.werkBij();
    this.melding.werkBij();
    this.lijst.werkBij(wijziging);
  }

  /** De inwoner stuurde iets met een knop: de aandacht terug naar het gesprek. */
  naSturen(): void {
    if (!this.menu.el.hidden) this.wisselMenu();
    if (vinger()) this.lijst.focus();
    else this.invoer.veld.focus();
  }

  get menuOpen(): boolean {
    return !this.menu.el.hidden;
  }

  /** Open het menu, ook nadat de taal is gewisseld. */
  openMenu(): void {
    if (this.menu.el.hidden) this.wisselMenu();
  }

  /** Is er nu iemand, dan gaat het zonder vraag; anders vraagt de assistent wat er mogelijk is. */
  private mens(): void {
    const { gesprek } = this.o;
    if (!gesprek.overdracht?.nu_praten) {
      this.o.stuur(MENS);
      return;
    }
    gesprek.mens().catch(() => this.o.stuur(MENS));
    this.naSturen();
  }

  private springlink(): HTMLElement {
    return h(
      "a",
      {
        class: "nl-skip-link nl-skip-link--visible-on-focus spring",
        href: `#${this.invoer.veld.id}`,
        onclick: (e: Event) => {
          e.preventDefault();
          if (!this.menu.el.hidden) this.wisselMenu();
          this.invoer.veld.focus();
        },
      },
      this.o.t.naarInvoer,
    );
  }

  private wisselMenu(): void {
    const open = this.menu.el.hidden;
    this.gesprekvak.hidden = open;
    this.kop.menuknop.setAttribute("aria-expanded", String(open));
    if (open) this.menu.open();
    else {
      this.menu.sluit();
      this.kop.menuknop.focus();
    }
  }

  private async wis(): Promise<void> {
    let soort: "gewist" | "wisMislukt" = "gewist";
    try {
      await this.o.gesprek.wis();
    } catch (fout) {
      if (!(fout instanceof ApiFout)) throw fout;
      soort = "wisMislukt";
      this.o.gesprek.vergeet();
    }
    this.invoer.zet("");
    this.wisselMenu();
    this.melding.meld(soort);
    this.invoer.veld.focus();
  }

  private bijToets(e: KeyboardEvent): void {
    if (e.key !== "Escape" || e.defaultPrevented) return;
    e.stopPropagation();
    if (!this.menu.el.hidden) this.wisselMenu();
    else if (!this.o.instellingen.volledig) this.o.sluit();
  }
}
