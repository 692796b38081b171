/**
 * Wat een schermlezer vanzelf voorleest: een eigen, onzichtbare regio waar alleen nieuwe berichten in komen.
 * De lijst zelf leest niet voor; anders klinkt het hele gesprek steeds opnieuw.
 */
import { aaneen, spreker, zinnen } from "../kern/verslag.ts";
import { taalVan } from "../kern/wie.ts";
import type { Bericht } from "../soorten.ts";
import { vul, type Teksten } from "../talen/talen.ts";
import { h } from "./h.ts";

const BLIJFT_MS = 15_000;

export class Omroeper {
  readonly el = h("div", { class: "stil", "aria-live": "polite", "aria-relevant": "additions", "aria-atomic": "false" });

  zeg(tekst: string, taal?: string): void {
    if (!tekst) return;
    const regel = h("p", { lang: taal ?? null }, tekst);
    this.el.append(regel);
    // Opruimen, zodat iemand die door de pagina bladert niet alles twee keer tegenkomt.
    window.setTimeout(() => regel.remove(), BLIJFT_MS);
  }

  /** Lees nieuwe berichten van de ander voor; wat de inwoner zelf schreef weet die al. */
  berichten(vers: readonly Bericht[], t: Teksten, taal: string): void {
    // Bij een mens komt het antwoord later; zeg dan dat het bericht aankwam.
    if (vers.length > 0 && vers.every((b) => b.van === "inwoner")) this.zeg(t.verstuurd, taal);
    let vorige = "";
    for (const bericht of vers) {
      if (bericht.van === "inwoner") continue;
      const naam = spreker(bericht, t);
      if (naam !== vorige) this.zeg(`${naam}:`, taal);
      vorige = naam;
      const { tekst = "", voortgang = "", kaarten = [], samenvatting = [] } = bericht.inhoud;
      this.zeg(voortgang, "nl");
      this.zeg(aaneen(samenvatting.length > 0 ? zinnen(bericht) : [tekst]), taalVan(bericht));
      if (kaarten.length > 0) {
        // Alleen de namen: wie meer wil weten, leest de kaart zelf.
        this.zeg(vul(t.plekken, { n: kaarten.length }), taal);
        this.zeg(kaarten.map((k) => k.titel).join(", "), "nl");
      }
      const knoppen = bericht.inhoud.knoppen ?? [];
      if (knoppen.length > 0) {
        this.zeg(t.keuzes, taal);
        this.zeg(knoppen.map((k) => k.tekst).join(", "), "nl");
      }
    }
  }
}
