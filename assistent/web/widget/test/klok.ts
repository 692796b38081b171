/** Een klok die alleen loopt als de test dat zegt. */
import type { Klok } from "../src/verbinding/klok.ts";

export class Nepklok implements Klok {
  tijd = Date.parse("2026-11-22T10:00:00Z");
  private rij: { op: number; doe: () => void }[] = [];

  nu(): number {
    return this.tijd;
  }

  na(ms: number, doe: () => void): () => void {
    const deze = { op: this.tijd + ms, doe };
    this.rij.push(deze);
    return () => {
      this.rij = this.rij.filter((x) => x !== deze);
    };
  }

  toeval(): number {
    return 0.5;
  }

  /** Laat de tijd lopen, en laat beloften tussendoor afmaken. */
  async loop(ms: number): Promise<void> {
    const einde = this.tijd + ms;
    for (;;) {
      await rust();
      const eerste = this.rij.filter((x) => x.op <= einde).sort((a, b) => a.op - b.op)[0];
      if (!eerste) break;
      this.rij = this.rij.filter((x) => x !== eerste);
      this.tijd = eerste.op;
      eerste.doe();
    }
    this.tijd = einde;
    await rust();
  }
}

export async function rust(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
}
