/** Onder het gesprek, zodra de vraag bij een team ligt: nu praten, of kiezen wanneer er gebeld wordt. */
import { volgcode } from "../kern/wie.ts";
import type { Overdracht } from "../soorten.ts";
import { vul } from "../talen/talen.ts";
import { ApiFout } from "../verbinding/api.ts";
import { h, uniek, vervang, type Kind } from "./h.ts";
import { knop, link } from "./knop.ts";
import type { Omgeving } from "./omgeving.ts";

const LOOPT = new Set(["aangeboden", "aangenomen"]);

export class Volg {
  readonly el = h("div", { class: "volg" });
  private getekend = "";

  constructor(private readonly o: Omgeving) {}

  werkBij(): void {
    const { overdracht, stand } = this.o.gesprek;
    const sleutel = JSON.stringify([overdracht, volgcode(stand.berichten)]);
    if (sleutel === this.getekend) return;
    this.getekend = sleutel;
    if (overdracht && LOOPT.has(overdracht.staat ?? "")) this.teken(overdracht);
    else vervang(this.el);
  }

  private teken({ team, referentie, nu_praten, bij_mens, belafspraak, belbaar }: Overdracht, focus = false): void {
    const { t, taal } = this.o;
    const kop = uniek("volg");
    const titel = h("h3", { id: kop, class: "nl-heading nl-heading--level-4", tabindex: -1 }, t.uwVraag);
    const fout = h("p", { class: "fout", role: "alert" });
    const kies = knop(belafspraak ? t.belAnders : t.belKies, () => void this.kies(kies, vak, fout), { klasse: "breed" });
    const vak = h("div", { class: "waarom" });
    vervang(
      this.el,
      h(
        "section",
        { class: "volgvak", "aria-labelledby": kop, lang: taal },
        titel,
        team && h("p", { class: "nl-paragraph" }, ...metNederlands(t.ligtBij, "team", team)),
        referentie && h("p", { class: "uitleg" }, vul(t.uwNummer, { nummer: referentie })),
        belafspraak && h("p", { class: "nl-paragraph" }, ...metNederlands(belafspraak.zeker ? t.belAfspraak : t.belGevraagd, "moment", belafspraak.zin)),
        nu_praten && knop(t.praatNu, () => void this.doe(() => this.o.gesprek.mens(), fout), { soort: "primair", icoon: "mens", klasse: "breed" }),
        belbaar && !bij_mens && kies,
        this.volglink(referentie),
        fout,
        vak,
      ),
    );
    if (focus) titel.focus();
  }

  /** Nummer en code staan achter #: dat deel verstuurt een browser niet, en de pagina haalt het meteen weg. */
  private volglink(referentie: string | null | undefined): Kind {
    const { t, gesprek, instellingen } = this.o;
    const code = volgcode(gesprek.stand.berichten);
    if (!code || !referentie) return null;
    return h("p", { class: "volglink" }, link(t.volgVraag, `${instellingen.api}/status#${referentie}.${code}`, t.nieuwVenster));
  }

  private async kies(begin: HTMLElement, vak: HTMLElement, fout: HTMLElement): Promise<void> {
    const { o } = this;
    await this.doe(async () => {
      const momenten = await o.gesprek.belmomenten();
      const id = uniek("bel");
      const vraag = h("p", { id, class: "nl-paragraph", tabindex: -1 }, momenten.length > 0 ? o.t.belVraag : o.t.belGeen);
      const keuzes = momenten.map(({ van, zin }) =>
        knop(zin, () => void this.doe(() => this.spreekAf(van), fout), { lang: "nl", dir: "ltr", klasse: "breed" }),
      );
      begin.hidden = true;
      vervang(vak, h("div", { role: "group", "aria-labelledby": id, class: "waarom" }, vraag, ...keuzes));
      vraag.focus();
      vak.scrollIntoView({ block: "nearest" });
    }, fout);
  }

  private async spreekAf(van: string): Promise<void> {
    await this.o.gesprek.kiesBelmoment(van);
    const { overdracht } = this.o.gesprek;
    if (!overdracht) return;
    this.teken(overdracht, true);
    const afspraak = overdracht.belafspraak;
    if (afspraak) this.o.zeg(vul(afspraak.zeker ? this.o.t.belAfspraak : this.o.t.belGevraagd, { moment: afspraak.zin }), this.o.taal);
  }

  private async doe(handeling: () => Promise<void>, fout: HTMLElement): Promise<void> {
    fout.textContent = "";
    try {
      await handeling();
    } catch (reden) {
      if (!(reden instanceof ApiFout)) throw reden;
      fout.lang = reden.fout ? "nl" : this.o.taal;
      fout.textContent = reden.fout || this.o.t.nietGelukt;
    }
  }
}

/** Een zin in de taal van het scherm met een Nederlands stuk erin. */
function metNederlands(zin: string, gat: string, waarde: string): Kind[] {
  const [voor = "", na = ""] = zin.split(`{${gat}}`);
  return [voor, h("span", { lang: "nl", dir: "ltr" }, waarde), na];
}
