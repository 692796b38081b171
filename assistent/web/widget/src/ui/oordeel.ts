/** Eén vrijblijvende vraag aan het eind (R122). Het antwoord gaat zonder inhoud naar de gemeente. */
import { isKlaar, overGevaar } from "../kern/wie.ts";
import { h, uniek, vervang } from "./h.ts";
import { knop } from "./knop.ts";
import type { Omgeving } from "./omgeving.ts";

export class OordeelVraag {
  readonly el = h("div", { class: "oordeel" });
  private reeks = -1;
  private klaar = false;

  constructor(private readonly o: Omgeving) {}

  werkBij(): void {
    const { gesprek } = this.o;
    if (gesprek.reeks !== this.reeks) {
      this.reeks = gesprek.reeks;
      this.klaar = false;
      vervang(this.el);
    }
    const { berichten } = gesprek.stand;
    const stellen = !this.klaar && isKlaar(berichten) && !overGevaar(berichten);
    if (stellen && !this.el.firstChild) this.stel();
    else if (!stellen && !this.klaar) vervang(this.el);
  }

  private stel(): void {
    const { t } = this.o;
    const id = uniek("oordeel");
    const mis = h("p", { class: "uitleg", role: "alert" });
    const geef = async (goed: boolean): Promise<void> => {
      if (!(await this.o.gesprek.oordeel({ goed }))) {
        mis.textContent = t.nietGelukt;
        return;
      }
      this.klaar = true;
      this.o.oordeel(goed);
      const dank = h("p", { class: "nl-paragraph", tabindex: -1 }, t.oordeelDank);
      vervang(this.el, dank);
      dank.focus();
    };
    vervang(
      this.el,
      h(
        "div",
        { role: "group", "aria-labelledby": id },
        h("p", { id, class: "nl-paragraph" }, t.oordeelVraag),
        h("div", { class: "rij" }, knop(t.ja, () => void geef(true)), knop(t.nee, () => void geef(false))),
        mis,
      ),
    );
  }
}
