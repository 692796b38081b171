/** Wie er typt: die van de medewerker verloopt vanzelf, die van ons sturen we niet te vaak. */
import type { Klok } from "./klok.ts";

const BLIJFT_MS = 6_000;
const HOOGSTENS_ELKE_MS = 3_000;

export class Typt {
  /** De medewerker typt. */
  ander = false;
  private zegAf: (() => void) | null = null;
  private laatst = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly klok: Klok,
    private readonly bij: () => void,
  ) {}

  zet(aan: boolean): void {
    this.zegAf?.();
    this.zegAf = aan ? this.klok.na(BLIJFT_MS, () => this.zet(false)) : null;
    if (this.ander === aan) return;
    this.ander = aan;
    this.bij();
  }

  /** Of we nu mogen melden dat de inwoner typt. */
  mag(): boolean {
    const nu = this.klok.nu();
    if (nu - this.laatst < HOOGSTENS_ELKE_MS) return false;
    this.laatst = nu;
    return true;
  }

  /** Het volgende teken is weer nieuws: er is iets verstuurd, of de melding kwam niet weg. */
  weer(): void {
    this.laatst = Number.NEGATIVE_INFINITY;
  }
}
