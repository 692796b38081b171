/** De lijst met berichten: een log zonder eigen voorleesgedrag; dat doet de omroeper. */
import { medewerker, zoektAntwoord } from "../kern/wie.ts";
import type { Bericht } from "../soorten.ts";
import { vul } from "../talen/talen.ts";
import type { Wijziging } from "../verbinding/gesprek.ts";
import { maakBericht, type BerichtDeel } from "./bericht.ts";
import { h, vervang, zetTekst } from "./h.ts";
import { knop } from "./knop.ts";
import type { Omgeving } from "./omgeving.ts";
import { Rol } from "./rol.ts";
import { maakUitgaand } from "./uitgaand.ts";

const ZELFDE_BEURT_MS = 120_000;

export class Lijst {
  readonly el: HTMLElement;
  private readonly rol: Rol;
  private readonly berichten = h("ol", { class: "berichten" });
  private readonly uitgaand = h("ol", { class: "berichten uitgaand" });
  private readonly bezig = h("p", { class: "bezig" });
  private readonly delen = new Map<number, BerichtDeel>();
  /** Een dicht venster heeft geen plek om naartoe te rollen, en meten kost een oude telefoon tijd. */
  private zichtbaar = false;
  private reeks = -1;
  private uitTekst = "";
  private mislukt = 0;
  private laatste: Bericht | null = null;

  /** `kop` staat boven de berichten en rolt mee, `voet` eronder. */
  constructor(
    private readonly o: Omgeving,
    kop: HTMLElement,
    voet: readonly HTMLElement[],
    private readonly aanpassen: (beurt_id: string) => void,
  ) {
    const log = h(
      "div",
      { class: "log", role: "log", "aria-live": "off", "aria-label": o.t.gesprek, tabindex: 0 },
      kop,
      this.berichten,
      this.uitgaand,
      this.bezig,
      ...voet,
    );
    const omlaag = knop(o.t.nieuwBericht, () => this.rol.naarEinde(), { soort: "primair", icoon: "omlaag", klasse: "omlaag" });
    this.el = h("div", { class: "logvak" }, log, omlaag);
    this.rol = new Rol(log, omlaag);
  }

  werkBij(wijziging: Wijziging): void {
    const { gesprek } = this.o;
    if (gesprek.reeks !== this.reeks) this.begin(gesprek.reeks);
    const eerste = this.voegNieuweToe(gesprek.stand.berichten);
    const verstuurd = this.tekenUitgaand();
    this.zetActief(gesprek.stand.berichten, gesprek.stand.uitgaand.length > 0);
    this.tekenBezig();
    if (!this.zichtbaar) return;
    if (this.pasBegonnen()) this.rol.naarBegin();
    else if (wijziging.hersteld || verstuurd) this.rol.naarEinde();
    else if (eerste) this.rol.toon(eerste);
    else if (this.rol.onderaan) this.rol.naarEinde();
  }

  /** Zet de aandacht bij de berichten, zonder het toetsenbord te openen. */
  focus(): void {
    this.rol.log.focus({ preventScroll: true });
  }

  /** Bij openen: het laatste bericht, of bij een nieuw gesprek de uitleg bovenaan. */
  zetZichtbaar(aan: boolean): void {
    this.zichtbaar = aan;
    if (!aan) return;
    if (this.pasBegonnen()) this.rol.naarBegin();
    else this.rol.naarEinde();
  }

  private pasBegonnen(): boolean {
    const { berichten, uitgaand } = this.o.gesprek.stand;
    return uitgaand.length === 0 && !berichten.some((b) => b.van === "inwoner");
  }

  private begin(reeks: number): void {
    this.reeks = reeks;
    this.delen.clear();
    this.laatste = null;
    vervang(this.berichten);
  }

  private voegNieuweToe(berichten: readonly Bericht[]): HTMLElement | null {
    let eerste: HTMLElement | null = null;
    for (const bericht of berichten) {
      if (this.delen.has(bericht.nummer)) {
        this.laatste = bericht;
        continue;
      }
      const deel = maakBericht(bericht, this.o, hoortBij(this.laatste, bericht));
      this.delen.set(bericht.nummer, deel);
      this.zetOpPlek(bericht.nummer, deel.el);
      if (bericht.van !== "inwoner") eerste ??= deel.el;
      this.laatste = bericht;
    }
    return eerste;
  }

  /** Een bericht dat te laat binnenkomt, hoort toch op zijn nummer. */
  private zetOpPlek(nummer: number, el: HTMLElement): void {
    const later = [...this.delen.keys()].filter((n) => n > nummer);
    const anker = later.length > 0 ? this.delen.get(Math.min(...later))?.el : null;
    this.berichten.insertBefore(el, anker ?? null);
  }

  private tekenUitgaand(): boolean {
    const { uitgaand } = this.o.gesprek.stand;
    const tekst = JSON.stringify([uitgaand, this.o.gesprek.loop === "storing", navigator.onLine]);
    if (tekst === this.uitTekst) return false;
    this.uitTekst = tekst;
    const meer = uitgaand.length > this.uitgaand.children.length;
    const mislukt = uitgaand.filter((u) => u.staat === "mislukt").length;
    if (mislukt > this.mislukt) this.o.zeg(this.o.t.mislukt, this.o.taal);
    this.mislukt = mislukt;
    const doe = { opnieuw: (id: string) => this.o.gesprek.opnieuw(id), aanpassen: this.aanpassen };
    vervang(this.uitgaand, ...uitgaand.map((u) => maakUitgaand(u, this.o, doe)));
    return meer;
  }

  private zetActief(berichten: readonly Bericht[], beantwoord: boolean): void {
    let actief = !beantwoord;
    for (let i = berichten.length - 1; i >= 0; i -= 1) {
      const bericht = berichten[i] as Bericht;
      if (bericht.van === "inwoner") actief = false;
      this.delen.get(bericht.nummer)?.zetActief(actief);
      // Van twee samenvattingen geldt alleen de nieuwste.
      if (bericht.inhoud.samenvatting?.length) actief = false;
    }
  }

  private tekenBezig(): void {
    const { t, gesprek } = this.o;
    const naam = medewerker(gesprek.stand.berichten, gesprek.overdracht) || t.eenMedewerker;
    let tekst = "";
    if (gesprek.typt.ander) tekst = vul(t.typt, { naam });
    else if (gesprek.loop === "begint" && gesprek.stand.berichten.length === 0) tekst = t.begint;
    else if (gesprek.loop === "loopt" && navigator.onLine !== false && zoektAntwoord(gesprek.stand, this.o.nu().getTime(), gesprek.overdracht)) tekst = t.zoekt;
    zetTekst(this.bezig, tekst);
    this.bezig.classList.toggle("bezig--aan", tekst !== "");
  }
}

function hoortBij(vorige: Bericht | null, bericht: Bericht): boolean {
  if (!vorige || vorige.van !== bericht.van || vorige.inhoud.van !== bericht.inhoud.van) return false;
  return Math.abs(Date.parse(bericht.op) - Date.parse(vorige.op)) < ZELFDE_BEURT_MS;
}
