/** Meldingen over de verbinding en storingen, boven het invoerveld. */
import { h, vervang } from "./h.ts";
import { uitwijk } from "./bellen.ts";
import { knop } from "./knop.ts";
import type { Omgeving } from "./omgeving.ts";

type Soort = "" | "offline" | "verbinden" | "storing" | "verlopen" | "gewist" | "wisMislukt";

/** Zo lang mag de lijn weg zijn voordat we er iets van zeggen. */
const GEDULD_MS = 4_000;

export class Melding {
  readonly el = h("div", { class: "melding", role: "status" });
  private soort: Soort = "";
  private wekker: number | undefined;
  private lang = false;
  private eenmalig: Soort = "";

  constructor(private readonly o: Omgeving) {}

  /** Eén keer melden, tot er weer iets gebeurt. */
  meld(soort: "gewist" | "wisMislukt"): void {
    this.eenmalig = soort;
    this.werkBij();
  }

  werkBij(): void {
    const { gesprek, t } = this.o;
    const weg = gesprek.lijn === "wacht" || (gesprek.lijn === "verbindt" && this.lang);
    if (weg) this.wekker ??= window.setTimeout(() => this.naGeduld(), GEDULD_MS);
    else this.vergeetGeduld();
    if (gesprek.loop !== "niet") this.eenmalig = "";
    const nieuw = this.bepaal();
    if (nieuw === this.soort) return;
    if (nieuw === "" && (this.soort === "offline" || this.soort === "verbinden")) this.o.zeg(t.weer, this.o.taal);
    this.soort = nieuw;
    vervang(this.el, ...this.teken(nieuw));
  }

  private bepaal(): Soort {
    const { loop } = this.o.gesprek;
    if (loop === "verlopen") return "verlopen";
    if (navigator.onLine === false) return "offline";
    if (loop === "storing") return "storing";
    if (loop === "loopt" && this.lang) return "verbinden";
    return this.eenmalig;
  }

  private naGeduld(): void {
    this.lang = true;
    this.werkBij();
  }

  private vergeetGeduld(): void {
    window.clearTimeout(this.wekker);
    this.wekker = undefined;
    this.lang = false;
  }

  private teken(soort: Soort): HTMLElement[] {
    const { t, gesprek } = this.o;
    const opnieuw = (tekst: string) => knop(tekst, () => void gesprek.begin());
    if (soort === "") return [];
    if (soort === "storing") {
      return [vak("utrecht-alert--error", [h("strong", {}, t.storing), " ", ...uitwijk(this.o)], opnieuw(t.opnieuw))];
    }
    if (soort === "verlopen") return [vak("utrecht-alert--warning", [t.verlopen], opnieuw(t.nieuwGesprek))];
    if (soort === "gewist") return [vak("utrecht-alert--info", [t.gewist], opnieuw(t.nieuwGesprek))];
    if (soort === "wisMislukt") return [vak("utrecht-alert--warning", [t.wisMislukt], opnieuw(t.nieuwGesprek))];
    return [vak("utrecht-alert--warning", [t[soort], " ", ...uitwijk(this.o)])];
  }
}

function vak(klasse: string, tekst: (Node | string)[], actie?: HTMLElement): HTMLElement {
  return h(
    "div",
    { class: `utrecht-alert ${klasse}` },
    h(
      "div",
      { class: "utrecht-alert__content" },
      h("p", { class: "nl-paragraph" }, ...tekst),
      actie,
    ),
  );
}
