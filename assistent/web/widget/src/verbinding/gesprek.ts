/** Eén gesprek: begint, hervat, verstuurt, ontvangt en wist. Weet niets van het scherm. */
import { haalWeg, LEEG, leegMetUitgaand, merk, voegToe, zetKlaar, type Stand } from "../kern/stand.ts";
import { overOverdracht } from "../kern/wie.ts";
import type { Belmoment, Bericht, Gemeente, Oordeel, Overdracht, Toegang, VanServer } from "../soorten.ts";
import { loopAan } from "./aanloop.ts";
import { ApiFout, type Api } from "./api.ts";
import type { Bewaar, Bewaard } from "./bewaar.ts";
import type { Klok } from "./klok.ts";
import { Live, type Lijn, type LijnStaat } from "./live.ts";
import { Peiler } from "./peiler.ts";
import { Postbode } from "./postbode.ts";
import { Typt } from "./typt.ts";

/** Hoe het met het gesprek gaat. */
export type Loop = "niet" | "begint" | "loopt" | "storing" | "verlopen";

export interface Wijziging {
  /** Nieuwe berichten om voor te lezen en in beeld te brengen. */
  vers?: readonly Bericht[];
  /** Opgehaald na herladen: niet voorlezen. */
  hersteld?: boolean;
}

export interface GesprekOpties {
  api: Api;
  bewaar: Bewaar;
  klok: Klok;
  maakLijn: (adres: string) => Lijn;
  uuid: () => string;
  /** Of de pagina uit beeld is. */
  verborgen: () => boolean;
  online: () => boolean;
  bij: (wijziging: Wijziging) => void;
}

const DRUK_MS = 60_000;
/** Voorkeuren van de lezer; die horen niet bij het gesprek. */
const VOORKEUREN: (keyof Bewaard)[] = ["groot", "taal", "open"];

export class Gesprek {
  stand: Stand = LEEG;
  loop: Loop = "niet";
  lijn: LijnStaat = "uit";
  gemeente: Gemeente | null = null;
  overdracht: Overdracht | null = null;
  /** Telt op bij elk nieuw gesprek, zodat het scherm de oude berichten weghaalt. */
  reeks = 0;
  readonly typt: Typt;
  private toegang: Toegang | null;
  private readonly live: Live;
  private readonly peiler: Peiler;
  private readonly post: Postbode;
  private ronde = 0;
  private laatst = 0;

  constructor(private readonly o: GesprekOpties) {
    const { api, klok, bewaar } = o;
    this.toegang = bewaar.inhoud.toegang ?? null;
    for (const u of bewaar.inhoud.uitgaand ?? []) this.stand = zetKlaar(this.stand, u.beurt_id, u.tekst, u.op);
    this.typt = new Typt(klok, () => o.bij({}));
    this.live = new Live({
      klok,
      maak: () => o.maakLijn(api.live(this.toegang as Toegang)),
      hallo: () => ({ soort: "hallo", sleutel: this.toegang?.sleutel, na: this.stand.volledigTot }),
      bijBericht: (b) => this.hoor(b),
      bijStaat: (staat) => this.bijLijn(staat),
    });
    this.peiler = new Peiler({
      klok,
      haal: () => this.haal(),
      druk: () => klok.nu() - this.laatst < DRUK_MS,
      verborgen: o.verborgen,
    });
    this.post = new Postbode({
      api,
      klok,
      online: o.online,
      toegang: () => (this.loop === "loopt" ? this.toegang : null),
      stand: () => this.stand,
      zetStand: (stand) => this.zetStand(stand),
      live: (bericht) => this.live.stuur(bericht),
      berichten: (nieuw) => this.voegToe(nieuw),
      mis: () => void this.haal(),
      weg: () => this.verloopt(),
    });
  }

  /** Of er een gesprek uit een eerder bezoek klaarligt. */
  get bestaat(): boolean {
    return this.toegang !== null;
  }

  async laadGemeente(): Promise<void> {
    if (this.gemeente) return;
    try {
      this.gemeente = await this.o.api.gemeente();
      this.o.bij({});
    } catch {
      // Zonder deze gegevens werkt het gesprek ook; alleen nummer en tijden ontbreken dan.
    }
  }

  /** Begin een gesprek of ga verder met het bewaarde. */
  async begin(): Promise<void> {
    if (this.loop === "loopt" || this.loop === "begint") return;
    if (!this.toegang) {
      this.reeks += 1;
      this.stand = leegMetUitgaand(this.stand);
    }
    this.zetLoop("begint");
    const ronde = ++this.ronde;
    const uit = await loopAan(this.o.api, this.toegang, this.o.klok, () => ronde === this.ronde);
    if (uit.hoe === "afgebroken") return;
    if (uit.hoe === "verlopen") this.verloopt();
    else if (uit.hoe === "storing") this.zetLoop("storing");
    else {
      this.toegang = uit.toegang;
      this.overdracht = uit.overdracht;
      this.loop = "loopt";
      this.o.bewaar.zet({ toegang: uit.toegang });
      this.voegToe(uit.berichten, 0, uit.hersteld);
      this.live.start();
    }
  }

  stuur(tekst: string): void {
    const kaal = tekst.trim();
    if (!kaal) return;
    this.laatst = this.o.klok.nu();
    this.typt.weer();
    this.zetStand(zetKlaar(this.stand, this.o.uuid(), kaal, new Date(this.laatst).toISOString()));
    this.post.pomp();
    void this.begin();
  }

  /** Een mislukte beurt nog eens, met dezelfde beurt_id. */
  opnieuw(beurt_id: string): void {
    this.zetStand(merk(this.stand, beurt_id, { staat: "wacht", pogingen: 0 }));
    this.live.nu();
    this.post.pomp();
    void this.begin();
  }

  /** Haal een mislukte beurt terug om hem aan te passen. */
  neemTerug(beurt_id: string): string {
    const tekst = this.stand.uitgaand.find((u) => u.beurt_id === beurt_id)?.tekst ?? "";
    this.zetStand(haalWeg(this.stand, beurt_id));
    return tekst;
  }

  /** Verbeter of wis één regel van de samenvatting. Fouten: `ApiFout`. */
  async verbeter(veld: string, waarde: string): Promise<void> {
    if (!this.toegang) return;
    const { berichten } = await this.o.api.verbeter(this.toegang, veld, waarde);
    this.voegToe(berichten);
  }

  /** Nu met een mens praten, in dit gesprek. Fouten: `ApiFout`. */
  async mens(): Promise<void> {
    if (!this.toegang) return;
    const { berichten, overdracht } = await this.o.api.mens(this.toegang);
    this.overdracht = overdracht ?? null;
    this.voegToe(berichten);
  }

  /** Wanneer het team kan bellen. Fouten: `ApiFout`. */
  async belmomenten(): Promise<readonly Belmoment[]> {
    return this.toegang ? (await this.o.api.belmomenten(this.toegang)).belmomenten : [];
  }

  /** Spreek een belmoment af. Fouten: `ApiFout`. */
  async kiesBelmoment(van: string): Promise<void> {
    if (!this.toegang) return;
    this.overdracht = (await this.o.api.kiesBelmoment(this.toegang, van)).overdracht;
    this.o.bij({});
  }

  /** Geef een oordeel, zonder inhoud; false als dat niet lukte. */
  async oordeel(oordeel: Oordeel): Promise<boolean> {
    if (!this.toegang) return false;
    try {
      await this.o.api.oordeel(this.toegang, oordeel);
      return true;
    } catch (fout) {
      if (!(fout instanceof ApiFout)) throw fout;
      return false;
    }
  }

  /** De inwoner typt; alleen een medewerker ziet dat. */
  typ(): void {
    if (this.typt.mag() && !this.live.stuur({ soort: "typt" })) this.typt.weer();
  }

  /** Alles weg, ook bij de gemeente. Fouten: `ApiFout` als dat laatste niet lukte. */
  async wis(): Promise<void> {
    if (this.toegang) {
      try {
        await this.o.api.wis(this.toegang);
      } catch (fout) {
        if (!(fout instanceof ApiFout && fout.weg)) throw fout;
      }
    }
    this.vergeet();
  }

  /** Vergeet het gesprek in deze browser. */
  vergeet(): void {
    this.stop();
    this.toegang = null;
    this.stand = LEEG;
    this.reeks += 1;
    this.overdracht = null;
    this.typt.zet(false);
    this.o.bewaar.wis(VOORKEUREN);
    this.zetLoop("niet");
  }

  /** Het internet is terug. */
  weerOnline(): void {
    if (this.loop === "storing") void this.begin();
    if (this.loop !== "loopt") return;
    this.live.opnieuw();
    void this.haal();
    this.post.naBreuk();
  }

  /** De pagina is weer in beeld; op een telefoon heeft ze misschien een uur geslapen. */
  weerInBeeld(): void {
    if (this.loop === "storing") void this.begin();
    if (this.loop === "loopt") this.live.controleer();
  }

  stop(): void {
    this.ronde += 1;
    this.live.stop();
    this.peiler.stop();
    if (this.loop === "begint") this.loop = "niet";
  }

  /** Ga verder na `stop`, als het element weer in de pagina hangt. */
  hervat(): void {
    if (this.loop === "loopt") this.live.start();
  }

  private async haal(): Promise<boolean> {
    const { toegang } = this;
    if (!toegang) return false;
    const na = this.stand.volledigTot;
    try {
      const { berichten, overdracht } = await this.o.api.haal(toegang, na);
      if (toegang !== this.toegang) return false;
      if (overdracht !== undefined) this.overdracht = overdracht;
      this.voegToe(berichten, na);
      return true;
    } catch (fout) {
      if (fout instanceof ApiFout && fout.weg && toegang === this.toegang) this.verloopt();
      return false;
    }
  }

  private hoor(bericht: VanServer): void {
    if (bericht.soort === "berichten") {
      if (bericht.overdracht !== undefined) this.overdracht = bericht.overdracht;
      this.voegToe(bericht.berichten);
    } else if (bericht.soort === "overdracht") {
      this.overdracht = bericht.overdracht;
      this.o.bij({});
    } else if (bericht.soort === "ontvangen") this.post.ontvangen(bericht.beurt_id);
    else if (bericht.soort === "typt") this.typt.zet(true);
    else if (bericht.soort === "fout" && !this.post.geweigerd(bericht.fout, bericht.beurt_id)) void this.haal();
  }

  private voegToe(nieuw: readonly Bericht[], na?: number, hersteld = false): void {
    const { stand, vers, gat } = voegToe(this.stand, nieuw, na);
    if (vers.some((b) => b.van === "medewerker")) this.typt.zet(false);
    if (vers.length > 0) this.laatst = this.o.klok.nu();
    this.zetStand(stand, { vers, hersteld });
    if (na === undefined && (gat || vers.some(overOverdracht))) void this.haal();
    this.post.pomp();
  }

  private bijLijn(staat: LijnStaat): void {
    this.lijn = staat;
    if (staat === "open") {
      this.peiler.stop();
      this.post.naBreuk();
    } else if (staat === "kan_niet" || staat === "wacht") {
      this.typt.zet(false);
      this.peiler.start();
    } else if (staat === "uit") this.peiler.stop();
    this.o.bij({});
  }

  private verloopt(): void {
    this.stop();
    this.toegang = null;
    this.o.bewaar.wis([...VOORKEUREN, "concept"]);
    this.zetLoop("verlopen");
  }

  private zetStand(stand: Stand, wijziging: Wijziging = {}): void {
    if (stand.uitgaand !== this.stand.uitgaand && this.toegang) {
      this.o.bewaar.zet({ uitgaand: stand.uitgaand.map(({ beurt_id, tekst, op }) => ({ beurt_id, tekst, op })) });
    }
    this.stand = stand;
    this.o.bij(wijziging);
  }

  private zetLoop(loop: Loop): void {
    this.loop = loop;
    this.o.bij({});
  }
}
