/**
 * Brengt eigen beurten weg: één tegelijk, over de websocket als die open is en anders over HTTP.
 * Blijft de bevestiging uit, dan gaat dezelfde beurt_id over HTTP; de server verdubbelt niets.
 */
import { haalWeg, merk, opnieuwNaBreuk, volgende, type Stand, type Uitgaand } from "../kern/stand.ts";
import { wachttijd } from "../kern/wachttijd.ts";
import type { Bericht, Toegang } from "../soorten.ts";
import { ApiFout, type Api } from "./api.ts";
import type { Klok } from "./klok.ts";

const BEVESTIGING_MS = 10_000;
/** Vraagt een drukke server om langer te wachten, dan mag de inwoner daarna zelf kiezen. */
const LANGST_MS = 30_000;
const ANTWOORD_MS = 12_000;
export const GENOEG_POGINGEN = 5;

interface Opties {
  api: Pick<Api, "beurt">;
  klok: Klok;
  online: () => boolean;
  toegang: () => Toegang | null;
  stand: () => Stand;
  zetStand: (stand: Stand) => void;
  /** Probeer de websocket; false als die dicht is. */
  live: (bericht: object) => boolean;
  berichten: (nieuw: Bericht[]) => void;
  /** Er hoort iets te zijn maar het kwam niet: haal op. */
  mis: () => void;
  weg: () => void;
}

export class Postbode {
  /** Beurten die nu over HTTP onderweg zijn; die sturen we niet ook nog over de websocket. */
  private readonly bezig = new Set<string>();

  constructor(private readonly o: Opties) {}

  /** Verstuur de volgende, als dat kan. */
  pomp(): void {
    const beurt = volgende(this.o.stand());
    const toegang = this.o.toegang();
    if (!beurt || !toegang) return;
    this.merk(beurt, { staat: "onderweg", pogingen: beurt.pogingen + 1 });
    if (this.o.live({ soort: "beurt", tekst: beurt.tekst, beurt_id: beurt.beurt_id })) this.bewaak(beurt, toegang);
    else void this.overHttp(beurt, toegang);
  }

  /** De lijn is er weer: wat onbevestigd is, gaat opnieuw. */
  naBreuk(): void {
    this.o.zetStand(opnieuwNaBreuk(this.o.stand(), this.bezig));
    this.pomp();
  }

  /** De server heeft de beurt; het antwoord volgt. */
  ontvangen(beurt_id: string): void {
    const beurt = this.zoek(beurt_id);
    if (!beurt) return;
    this.merk(beurt, { staat: "ontvangen" });
    this.o.klok.na(ANTWOORD_MS, () => this.zoek(beurt_id)?.staat === "ontvangen" && this.o.mis());
    this.pomp();
  }

  /** De server weigert de beurt die onderweg is. */
  geweigerd(fout: string, beurt_id?: string): boolean {
    const beurt = this.o.stand().uitgaand.find((u) => (beurt_id ? u.beurt_id === beurt_id : u.staat === "onderweg"));
    if (!beurt) return false;
    this.merk(beurt, { staat: "mislukt", fout });
    this.pomp();
    return true;
  }

  private bewaak(beurt: Uitgaand, toegang: Toegang): void {
    this.o.klok.na(BEVESTIGING_MS, () => {
      if (this.zoek(beurt.beurt_id)?.staat === "onderweg") void this.overHttp(beurt, toegang);
    });
  }

  private async overHttp(beurt: Uitgaand, toegang: Toegang): Promise<void> {
    this.bezig.add(beurt.beurt_id);
    try {
      const { berichten } = await this.o.api.beurt(toegang, beurt.tekst, beurt.beurt_id);
      this.bezig.delete(beurt.beurt_id);
      this.ontvangen(beurt.beurt_id);
      this.o.berichten(berichten);
      // Ook zonder beurt_id in het antwoord is dit onze beurt; hij mag er niet dubbel staan.
      if (berichten.some((b) => b.van === "inwoner")) this.o.zetStand(haalWeg(this.o.stand(), beurt.beurt_id));
    } catch (fout) {
      this.bezig.delete(beurt.beurt_id);
      const nu = this.zoek(beurt.beurt_id);
      if (nu) this.mislukt(nu, fout instanceof ApiFout ? fout : new ApiFout(0, "", ""));
    }
  }

  private mislukt(beurt: Uitgaand, fout: ApiFout): void {
    if (fout.weg) {
      this.merk(beurt, { staat: "mislukt" });
      this.o.weg();
    } else if (!this.o.online()) {
      // Wacht tot het internet terug is; dat is geen mislukte poging.
      this.merk(beurt, { staat: "wacht", pogingen: 0 });
    } else if (!fout.tijdelijk || beurt.pogingen >= GENOEG_POGINGEN) {
      this.merk(beurt, { staat: "mislukt", fout: fout.fout });
      this.pomp();
    } else {
      const ms = fout.wacht === null ? wachttijd(beurt.pogingen - 1, this.o.klok.toeval()) : Math.min(fout.wacht * 1000, LANGST_MS);
      this.o.klok.na(ms, () => {
        const nog = this.zoek(beurt.beurt_id);
        if (nog?.staat !== "onderweg" || nog.pogingen !== beurt.pogingen) return;
        this.merk(beurt, { staat: "wacht" });
        this.pomp();
      });
    }
  }

  private zoek(beurt_id: string): Uitgaand | undefined {
    return this.o.stand().uitgaand.find((u) => u.beurt_id === beurt_id);
  }

  private merk(beurt: Uitgaand, wijziging: Partial<Uitgaand>): void {
    this.o.zetStand(merk(this.o.stand(), beurt.beurt_id, wijziging));
  }
}
