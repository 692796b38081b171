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

  naarEinde(): void {
    this.knop.hidden = true;
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** Breng een nieuw bericht in beeld als de lezer onderaan was; anders alleen een knop. */
  toon(el: HTMLElement, wasOnderaan: boolean): void {
    if (!wasOnderaan) {
      this.knop.hidden = false;
      return;
    }
    const boven = el.offsetTop - this.log.offsetTop - RUIMTE;
    this.log.scrollTop = Math.min(boven, this.log.scrollHeight);
    this.knop.hidden = this.onderaan();
  }
}
