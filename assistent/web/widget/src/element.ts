/** Het element <toegang-chat>: verbindt het gesprek met het scherm. */
import { leesInstellingen, type Instellingen } from "./instellingen.ts";
import { kiesTaal, richting, teksten, type Teksten } from "./talen/talen.ts";
import { h, vervang } from "./ui/h.ts";
import type { Omgeving } from "./ui/omgeving.ts";
import { Omroeper } from "./ui/omroeper.ts";
import { gaSnelWeg } from "./ui/snelweg.ts";
import { volgRuimte, type Ruimte } from "./ui/ruimte.ts";
import { Startknop } from "./ui/startknop.ts";
import { laadThema, zetStijlen } from "./ui/stijl.ts";
import { Venster } from "./ui/venster.ts";
import { stopLezen } from "./ui/voorlezen.ts";
import { maakApi } from "./verbinding/api.ts";
import { Bewaar, opslag } from "./verbinding/bewaar.ts";
import { Gesprek, type Wijziging } from "./verbinding/gesprek.ts";
import { echteKlok, uuid } from "./verbinding/klok.ts";

export class ToegangChat extends HTMLElement implements Omgeving {
  static readonly observedAttributes = ["open", "taal"];

  t!: Teksten;
  taal = "nl";
  instellingen!: Instellingen;
  gesprek!: Gesprek;
  bewaar!: Bewaar;
  wortel!: ShadowRoot;
  private vak!: HTMLElement;
  private startknop!: Startknop;
  private venster!: Venster;
  private zetMaat!: (procent: number) => void;
  private readonly omroeper = new Omroeper();
  private ruimte: Ruimte | null = null;
  private isOpen = false;
  private gebouwd = false;
  private zegAf: (() => void)[] = [];

  connectedCallback(): void {
    if (!this.gebouwd) this.bouw();
    else this.gesprek.hervat();
    const luister = (bron: EventTarget, naam: string, doe: () => void) => {
      bron.addEventListener(naam, doe);
      this.zegAf.push(() => bron.removeEventListener(naam, doe));
    };
    luister(window, "online", () => this.gesprek.weerOnline());
    luister(window, "offline", () => this.werkBij({}));
    luister(document, "visibilitychange", () => !document.hidden && this.gesprek.weerInBeeld());
    this.ruimte = volgRuimte(this.vak);
  }

  disconnectedCallback(): void {
    for (const af of this.zegAf.splice(0)) af();
    this.ruimte?.stop();
    stopLezen();
    this.gesprek.stop();
  }

  attributeChangedCallback(naam: string, oud: string | null, nieuw: string | null): void {
    if (!this.gebouwd || oud === nieuw) return;
    if (naam === "taal") this.wisselTaal(kiesTaal(nieuw));
    else if ((nieuw !== null) !== this.isOpen) this.zetOpen(nieuw !== null);
  }

  /** Open het gesprek, bijvoorbeeld vanuit een eigen knop op de pagina. */
  openen(): void {
    this.zetOpen(true);
    this.venster.focus();
  }

  /** Open het gesprek en stel meteen een vraag, bijvoorbeeld vanuit een lijst met voorbeelden. */
  vraag(tekst: string): void {
    this.openen();
    this.stuur(tekst);
  }

  sluit(): void {
    this.zetOpen(false);
    this.startknop.knop.focus();
  }

  nu(): Date {
    return new Date();
  }

  zeg(tekst: string, taal?: string): void {
    this.omroeper.zeg(tekst, taal);
  }

  stuur(tekst: string): void {
    stopLezen();
    this.gesprek.stuur(tekst);
    this.venster.naSturen();
  }

  zetTaal(taal: string): void {
    const plek = this.venster.menuOpen ? ".menu select" : ".intro select";
    this.bewaar.zet({ taal });
    this.wisselTaal(taal);
    this.wortel.querySelector<HTMLElement>(plek)?.focus();
  }

  zetGroot(procent: number): void {
    this.bewaar.zet({ groot: procent });
    this.zetMaat(procent);
    this.ruimte?.meet();
  }

  snelWeg(): void {
    stopLezen();
    this.gesprek.vergeet();
    this.bewaar.wis();
    vervang(this.vak);
    gaSnelWeg(this.instellingen.snelWeg);
  }

  oordeel(goed: boolean): void {
    const detail = { oordeel: goed ? "goed" : "niet_goed", gemeente: this.instellingen.gemeente };
    this.dispatchEvent(new CustomEvent("toegang-chat:oordeel", { detail, bubbles: true, composed: true }));
  }

  private bouw(): void {
    this.gebouwd = true;
    this.instellingen = leesInstellingen(this);
    const { gemeente, api, nonce, thema, themaKlasse, volledig } = this.instellingen;
    this.bewaar = new Bewaar(`toegang-chat:${gemeente}`, opslag("sessionStorage"), opslag("localStorage"));
    this.gesprek = new Gesprek({
      api: maakApi(api, gemeente, (adres, opties) => fetch(adres, opties)),
      bewaar: this.bewaar,
      klok: echteKlok,
      uuid,
      maakLijn: (adres) => new WebSocket(adres),
      verborgen: () => document.hidden,
      online: () => navigator.onLine !== false,
      bij: (wijziging) => this.meldVeilig(wijziging),
    });
    this.wortel = this.attachShadow({ mode: "open" });
    this.zetMaat = zetStijlen(this.wortel, nonce, thema !== null);
    this.vak = h("div", { class: "tc" });
    if (thema) laadThema(this.wortel, this.vak, thema, themaKlasse, nonce);
    this.wortel.append(this.vak, this.omroeper.el);
    this.zetMaat(this.bewaar.inhoud.groot ?? 100);
    this.teken(kiesTaal(this.bewaar.inhoud.taal ?? this.instellingen.taal));
    if (this.gesprek.bestaat) void this.gesprek.begin();
    this.zetOpen(volledig || this.hasAttribute("open") || this.magHeropenen());
  }

  private wisselTaal(taal: string): void {
    const { menuOpen } = this.venster;
    this.teken(taal);
    this.zetOpen(this.isOpen);
    if (menuOpen) this.venster.openMenu();
  }

  /** Maak het scherm opnieuw, bijvoorbeeld in een andere taal; het gesprek loopt door. */
  private teken(taal: string): void {
    this.taal = taal;
    this.t = teksten(taal);
    this.vak.lang = taal;
    this.vak.dir = richting(taal);
    this.venster = new Venster(this);
    this.startknop = new Startknop(this, () => this.openen());
    vervang(this.vak, this.instellingen.volledig ? null : this.startknop.el, this.venster.el);
    this.werkBij({ hersteld: true });
  }

  /** Na herladen blijft het venster open; op een klein scherm alleen als de pagina zelf is herladen. */
  private magHeropenen(): boolean {
    if (!this.bewaar.inhoud.open) return false;
    const [bezoek] = performance.getEntriesByType?.("navigation") ?? [];
    return !this.venster.modaal() || (bezoek as PerformanceNavigationTiming | undefined)?.type === "reload";
  }

  private zetOpen(open: boolean): void {
    this.isOpen = open;
    // Wie het gesprek nooit opent, krijgt niets in de opslag van de browser.
    if (open !== (this.bewaar.inhoud.open ?? false)) this.bewaar.zet({ open });
    this.toggleAttribute("open", open);
    this.venster.zetOpen(open);
    if (open) {
      void this.gesprek.laadGemeente();
      void this.gesprek.begin();
    } else stopLezen();
    this.werkBij({});
  }

  /** Een fout in het tekenen mag het versturen en ontvangen nooit stoppen. */
  private meldVeilig(wijziging: Wijziging): void {
    try {
      this.werkBij(wijziging);
    } catch (fout) {
      window.setTimeout(() => {
        throw fout;
      });
    }
  }

  private werkBij(wijziging: Wijziging): void {
    if (!this.venster) return;
    this.venster.werkBij(wijziging);
    if (wijziging.vers && !wijziging.hersteld) this.omroeper.berichten(wijziging.vers, this.t, this.taal);
    if (this.isOpen) {
      const laatste = this.gesprek.stand.berichten[this.gesprek.stand.berichten.length - 1]?.nummer ?? 0;
      if (laatste > (this.bewaar.inhoud.gezien ?? 0)) this.bewaar.zet({ gezien: laatste });
    }
    this.startknop.werkBij(this.isOpen);
  }
}
