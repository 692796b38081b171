/** De knop onderaan de pagina die het gesprek opent. */
import { vul } from "../talen/talen.ts";
import { h, zetTekst } from "./h.ts";
import { knop } from "./knop.ts";
import type { Omgeving } from "./omgeving.ts";

export class Startknop {
  readonly el: HTMLElement;
  readonly knop: HTMLButtonElement;
  private readonly teller = h("span", { class: "ongelezen" });

  constructor(
    private readonly o: Omgeving,
    bijKlik: () => void,
  ) {
    this.knop = knop(o.t.start, bijKlik, { soort: "primair", icoon: "chat", klasse: "start", "aria-expanded": "false" });
    this.knop.append(this.teller);
    this.el = h("div", { class: "startvak" }, this.knop);
  }

  werkBij(open: boolean): void {
    const { t, gesprek, bewaar } = this.o;
    const gezien = bewaar.inhoud.gezien ?? 0;
    const nieuw = gesprek.stand.berichten.filter((b) => b.van !== "inwoner" && b.nummer > gezien).length;
    this.el.hidden = open;
    this.knop.setAttribute("aria-expanded", String(open));
    zetTekst(this.teller, !open && nieuw > 0 ? vul(t.ongelezen, { n: nieuw }) : "");
    this.teller.hidden = !this.teller.textContent;
  }
}
