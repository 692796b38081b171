/** Haalt berichten op over HTTP zolang de websocket er niet is. */
import { wachttijd } from "../kern/wachttijd.ts";
import type { Klok } from "./klok.ts";

interface Opties {
  /** Haalt één keer op; geeft false als het niet lukte. */
  haal: () => Promise<boolean>;
  /** Of er net iets is gebeurd: dan vaker kijken. */
  druk: () => boolean;
  /** Of niemand kijkt: dan minder vaak. */
  verborgen: () => boolean;
  klok: Klok;
}

const DRUK_MS = 2_500;
const RUSTIG_MS = 8_000;
const VERBORGEN_MS = 30_000;

export class Peiler {
  private zegAf: (() => void) | null = null;
  private mislukt = 0;
  private aan = false;

  constructor(private readonly o: Opties) {}

  start(): void {
    if (this.aan) return;
    this.aan = true;
    this.mislukt = 0;
    this.plan();
  }

  stop(): void {
    this.aan = false;
    this.zegAf?.();
    this.zegAf = null;
  }

  private plan(): void {
    this.zegAf = this.o.klok.na(this.tussentijd(), () => void this.ronde());
  }

  private async ronde(): Promise<void> {
    const gelukt = await this.o.haal();
    if (!this.aan) return;
    this.mislukt = gelukt ? 0 : this.mislukt + 1;
    this.plan();
  }

  private tussentijd(): number {
    const gewoon = this.o.verborgen() ? VERBORGEN_MS : this.o.druk() ? DRUK_MS : RUSTIG_MS;
    if (this.mislukt === 0) return gewoon;
    return Math.max(gewoon, wachttijd(this.mislukt, this.o.klok.toeval()));
  }
}
