/** Rollen: nieuwe antwoorden bij het begin in beeld, en nooit wegspringen van wat iemand leest. */

const SPELING = 80;
const RUIMTE = 12;

export class Rol {
  constructor(
    readonly log: HTMLElement,
    private readonly knop: HTMLElement,
  ) {
    knop.hidden = true;
    log.addEventListener("scroll", () => {
      if (this.onderaan()) knop.hidden = true;
    });
  }

  onderaan(): boolean {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    return scrollHeight - scrollTop - clientHeight < SPELING;
  }

  naarBegin(): void {
    this.knop.hidden = true;
    this.log.scrollTop = 0;
  }

  naarEinde(): void {
    this.knop.hidden = true;
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** Breng een nieuw bericht in beeld als de lezer onderaan was; anders alleen een knop. */
  toon(el: HTMLElement, wasOnderaan: boolean): void {
    if (!wasOnderaan) {
      this.zetKnop(true, false);
      return;
    }
    const boven = el.getBoundingClientRect().top - this.log.getBoundingClientRect().top;
    this.log.scrollTop += boven - RUIMTE;
    this.zetKnop(!this.onderaan(), true);
  }

  /** `kort`: alleen een pijl, want het bericht zelf is al in beeld en loopt door. */
  private zetKnop(aan: boolean, kort: boolean): void {
    this.knop.hidden = !aan;
    this.knop.classList.toggle("nl-button--icon-only", kort);
  }
}
