import assert from "node:assert/strict";
import { test } from "node:test";
import { haalWeg, LEEG, leegMetUitgaand, merk, opnieuwNaBreuk, voegToe, volgende, zetKlaar } from "../src/kern/stand.ts";
import type { Bericht } from "../src/soorten.ts";

const b = (nummer: number, beurt_id?: string): Bericht => ({
  nummer,
  van: beurt_id ? "inwoner" : "assistent",
  op: "2026-11-22T10:00:00Z",
  ...(beurt_id ? { beurt_id } : {}),
  inhoud: { tekst: `bericht ${nummer}` },
});
const nummers = (berichten: readonly Bericht[]) => berichten.map((x) => x.nummer);

test("een bericht dat twee keer komt, staat er één keer", () => {
  const eerst = voegToe(LEEG, [b(1), b(2)], 0).stand;
  const { stand, vers } = voegToe(eerst, [b(2), b(3), b(3)]);
  assert.deepEqual(nummers(stand.berichten), [1, 2, 3]);
  assert.deepEqual(nummers(vers), [3]);
});

test("berichten komen op nummer, ook als ze door elkaar binnenkomen", () => {
  const { stand, gat } = voegToe(voegToe(LEEG, [b(1)], 0).stand, [b(4), b(2)]);
  assert.deepEqual(nummers(stand.berichten), [1, 2, 4]);
  assert.equal(gat, true);
  assert.equal(stand.volledigTot, 2, "na herverbinden vragen we alles na 2, niet na 4");
});

test("een gat verdwijnt met het volledige antwoord van de server", () => {
  const metGat = voegToe(voegToe(LEEG, [b(1)], 0).stand, [b(4)]).stand;
  const { stand, gat } = voegToe(metGat, [b(2), b(3), b(4)], 1);
  assert.equal(gat, false);
  assert.equal(stand.volledigTot, 4);
});

test("nummers die op de server niet bestaan, houden ons niet vast", () => {
  const metGat = voegToe(voegToe(LEEG, [b(1)], 0).stand, [b(5)]).stand;
  const { stand, gat } = voegToe(metGat, [b(5)], 1);
  assert.equal(gat, false);
  assert.equal(stand.volledigTot, 5);
});

test("een oud antwoord telt niet als volledig voor wat daarvoor nog ontbreekt", () => {
  const { stand, gat } = voegToe(LEEG, [b(8)], 7);
  assert.equal(stand.volledigTot, 0);
  assert.equal(gat, true);
});

test("de eigen beurt gaat uit de rij zodra de server hem als bericht geeft", () => {
  const klaar = zetKlaar(zetKlaar(LEEG, "a", "een", "nu"), "b", "twee", "nu");
  const { stand } = voegToe(klaar, [b(1, "a"), b(2)], 0);
  assert.deepEqual(stand.uitgaand.map((u) => u.beurt_id), ["b"]);
});

test("er is één beurt tegelijk onderweg; een mislukte houdt de rest niet op", () => {
  let stand = zetKlaar(zetKlaar(LEEG, "a", "een", "nu"), "b", "twee", "nu");
  assert.equal(volgende(stand)?.beurt_id, "a");
  stand = merk(stand, "a", { staat: "onderweg" });
  assert.equal(volgende(stand), undefined);
  stand = merk(stand, "a", { staat: "mislukt" });
  assert.equal(volgende(stand)?.beurt_id, "b");
});

test("na een breuk gaat alles wat onbevestigd is opnieuw, met dezelfde beurt_id", () => {
  let stand = zetKlaar(zetKlaar(zetKlaar(LEEG, "a", "1", "nu"), "b", "2", "nu"), "c", "3", "nu");
  stand = merk(merk(merk(stand, "a", { staat: "ontvangen" }), "b", { staat: "mislukt" }), "c", { staat: "onderweg" });
  const na = opnieuwNaBreuk(stand, new Set(["c"]));
  assert.deepEqual(na.uitgaand.map((u) => [u.beurt_id, u.staat]), [["a", "wacht"], ["b", "mislukt"], ["c", "onderweg"]]);
});

test("een nieuw gesprek neemt mee wat nog niet verstuurd was", () => {
  const stand = merk(zetKlaar(voegToe(LEEG, [b(1)], 0).stand, "a", "een", "nu"), "a", { staat: "mislukt", fout: "x" });
  const nieuw = leegMetUitgaand(stand);
  assert.deepEqual(nieuw.berichten, []);
  assert.equal(nieuw.uitgaand[0]?.staat, "wacht");
  assert.equal("fout" in (nieuw.uitgaand[0] ?? {}), false);
  assert.deepEqual(haalWeg(nieuw, "a").uitgaand, []);
});
