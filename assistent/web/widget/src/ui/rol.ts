/** Rollen: nieuwe antwoorden bij het begin in beeld, en nooit wegspringen van wat iemand leest. */

const SPELING = 80;
const RUIMTE = 12;

export class Rol {
  /** Of de lezer onderaan is. Onthouden en niet gemeten: de kop of het invoerveld kan intussen gegroeid zijn. */
  onderaan = true;

  constructor(
    readonly log: HTMLElement,
    private readonly knop: HTMLElement,
  ) {
    knop.hidden = true;
    log.addEventListener("scroll", () => {
      this.onderaan = this.meet();
      if (this.onderaan) knop.hidden = true;
    });
  }

  naarBegin(): void {
    this.knop.hidden = true;
    this.log.scrollTop = 0;
    this.onderaan = true;
  }

  naarEinde(): void {
    this.knop.hidden = true;
    this.log.scrollTop = this.log.scrollHeight;
    this.onderaan = true;
  }

  /** Breng een nieuw bericht in beeld als de lezer onderaan was; anders alleen een knop. */
  toon(el: HTMLElement): void {
    if (!this.onderaan) {
      this.zetKnop(true, false);
      return;
    }
    const boven = el.getBoundingClientRect().top - this.log.getBoundingClientRect().top;
    this.log.scrollTop += boven - RUIMTE;
    this.onderaan = this.meet();
    this.zetKnop(!this.onderaan, true);
  }

  private meet(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    return scrollHeight - scrollTop - clientHeight < SPELING;
  }

  /** `kort`: alleen een pijl, want het bericht zelf is al in beeld en loopt door. */
  private zetKnop(aan: boolean, kort: boolean): void {
    this.knop.hidden = !aan;
    this.knop.classList.toggle("nl-button--icon-only", kort);
  }
}
