/** Het invoerveld: schrijven, inspreken, tellen en versturen. */
import { tel } from "../kern/teller.ts";
import { vul } from "../talen/talen.ts";
import { h, uniek, zetTekst } from "./h.ts";
import { maakInspreken } from "./inspreken.ts";
import { knop } from "./knop.ts";
import { vinger, type Omgeving } from "./omgeving.ts";

const MAXIMUM = 2000;
const HOOGSTE_REGELS = 5;

export class Invoer {
  readonly el: HTMLFormElement;
  readonly veld: HTMLTextAreaElement;
  private readonly teller = h("p", { class: "teller", id: uniek("teller") });
  private readonly fout = h("p", { class: "fout", id: uniek("fout"), role: "alert" });
  private readonly uitleg = h("p", { class: "uitleg", role: "status" });

  constructor(private readonly o: Omgeving) {
    const { t, bewaar } = o;
    const id = uniek("bericht");
    this.veld = h("textarea", {
      id,
      class: "utrecht-textarea utrecht-textarea--html-textarea veld",
      rows: 1,
      dir: "auto",
      autocomplete: "off",
      enterkeyhint: "enter",
      "aria-describedby": `${this.fout.id} ${this.teller.id}`,
    });
    this.veld.value = bewaar.inhoud.concept ?? "";
    this.el = h(
      "form",
      { class: "invoer utrecht-form-field", novalidate: true },
      h("label", { for: id, class: "utrecht-form-field__label invoer-label" }, t.uwBericht),
      maakInspreken(o, () => this.veld.value, (tekst) => this.zet(tekst), (tekst) => zetTekst(this.uitleg, tekst)),
      this.fout,
      this.uitleg,
      this.veld,
      knop(t.verstuur, () => undefined, { soort: "primair", icoon: "verstuur", type: "submit", klasse: "verstuur" }),
      this.teller,
    );
    this.el.addEventListener("submit", (e) => {
      e.preventDefault();
      this.verstuur();
    });
    this.veld.addEventListener("input", () => this.bijTypen());
    this.veld.addEventListener("keydown", (e) => this.bijToets(e));
    this.tel();
  }

  /** Zet tekst klaar om aan te passen. */
  zet(tekst: string): void {
    this.veld.value = tekst;
    this.bijTypen();
  }

  /** Na openen of opmaken: nu pas heeft het veld een hoogte. */
  meet(): void {
    const { veld } = this;
    veld.style.height = "auto";
    const regel = Number.parseFloat(getComputedStyle(veld).lineHeight) || 24;
    veld.style.height = `${Math.min(veld.scrollHeight + 2, regel * HOOGSTE_REGELS + 24)}px`;
  }

  private verstuur(): void {
    const { t } = this.o;
    const tekst = this.veld.value.trim();
    const { teVeel, over } = this.telling();
    if (!tekst || teVeel) {
      this.zetFout(teVeel ? vul(t.teLang, { n: -over }) : t.leeg);
      this.veld.focus();
      return;
    }
    this.zet("");
    this.o.stuur(tekst);
  }

  private bijTypen(): void {
    this.zetFout("");
    this.tel();
    this.meet();
    this.o.bewaar.zet({ concept: this.veld.value });
    if (this.veld.value) this.o.gesprek.typ();
  }

  /** Enter verstuurt op een gewoon toetsenbord; op een telefoon is Enter een nieuwe regel. */
  private bijToets(e: KeyboardEvent): void {
    if (e.key !== "Enter" || e.shiftKey || e.isComposing || vinger()) return;
    e.preventDefault();
    this.verstuur();
  }

  private telling() {
    return tel(this.veld.value.trim(), this.o.gesprek.gemeente?.max_tekens ?? MAXIMUM);
  }

  private tel(): void {
    const { t } = this.o;
    const { over, tonen, teVeel } = this.telling();
    this.teller.hidden = !tonen;
    this.teller.classList.toggle("fout", teVeel);
    zetTekst(this.teller, !tonen ? "" : teVeel ? vul(t.teLang, { n: -over }) : vul(t.nogTekens, { n: over }));
    // Bij elke toets voorlezen helpt niemand; alleen rond de grens.
    if (tonen && (over === 100 || over === -1)) this.o.zeg(this.teller.textContent ?? "", this.o.taal);
  }

  private zetFout(tekst: string): void {
    zetTekst(this.fout, tekst);
    // De fout zegt al hoeveel tekens het te veel zijn.
    if (tekst) this.teller.hidden = true;
    if (tekst) this.veld.setAttribute("aria-invalid", "true");
    else this.veld.removeAttribute("aria-invalid");
  }
}
