import assert from "node:assert/strict";
import { test } from "node:test";
import { mailadres, verslag } from "../src/kern/verslag.ts";
import { isKlaar, medewerker, overGevaar, snelWegNodig, taalVan, teBeoordelen, volgcode, zoektAntwoord } from "../src/kern/wie.ts";
import { LEEG, merk, voegToe, zetKlaar } from "../src/kern/stand.ts";
import type { Bericht, Inhoud, Van } from "../src/soorten.ts";

const b = (nummer: number, van: Van, inhoud: Inhoud): Bericht => ({ nummer, van, op: "2026-11-22T10:00:00Z", inhoud });
const LABELS = { kop: "Gesprek", u: "U", assistent: "Assistent", medewerker: "{naam}, medewerker", bron: "Bron", voorbeeld: "Voorbeeld" };

test("het verslag bevat alles wat te lezen was", () => {
  const kaart = { titel: "WIJ", tekst: "Loop binnen.", waar: "Straat 1", telefoon: "14 050", bron: "gemeente", voorbeeld: true };
  const tekst = verslag(
    [
      b(1, "inwoner", { tekst: "hallo" }),
      b(2, "assistent", { tekst: "Dit helpt:", kaarten: [kaart], samenvatting: [["naam", "Uw naam", "Sanne"]] }),
      b(3, "medewerker", { tekst: "Dag", van: "Fatima" }),
    ],
    LABELS,
    () => "10:00",
  );
  for (const deel of ["U (10:00)", "WIJ: Loop binnen.", "Straat 1", "Bron: gemeente", "Voorbeeld", "Uw naam: Sanne", "Fatima, medewerker"]) {
    assert.ok(tekst.includes(deel), deel);
  }
});

test("in een mailadres staat niets van het gesprek", () => {
  assert.equal(mailadres("Gesprek", "Voeg het bestand toe."), "mailto:?subject=Gesprek&body=Voeg%20het%20bestand%20toe.");
});

test("wie het gesprek heeft: eerst de assistent, dan de mens, en weer terug", () => {
  const eerst = [b(1, "assistent", { tekst: "x" })];
  const mens = [...eerst, b(2, "medewerker", { tekst: "x", van: "Fatima" }), b(3, "inwoner", { tekst: "x" })];
  assert.equal(medewerker(eerst), null);
  assert.equal(medewerker(mens), "Fatima");
  assert.equal(medewerker([...mens, b(4, "assistent", { tekst: "113", crisis: true })]), "Fatima", "bij gevaar blijft de mens");
  assert.equal(medewerker([...mens, b(4, "assistent", { sleutel: "utter_teruggegeven" })]), null);
});

test("bij een mens doet het scherm niet alsof de assistent zoekt", () => {
  const nu = Date.parse("2026-11-22T10:00:05Z");
  const weg = merk(zetKlaar(LEEG, "a", "x", "2026-11-22T10:00:00Z"), "a", { staat: "onderweg" });
  assert.equal(zoektAntwoord(weg, nu), true);
  assert.equal(zoektAntwoord(weg, nu + 60_000), false);
  assert.equal(zoektAntwoord(voegToe(weg, [b(1, "medewerker", { van: "F" })], 0).stand, nu), false);
});

test("snel weg blijft staan; na gevaar vragen we niet of het geholpen heeft", () => {
  const gesprek = [b(1, "assistent", { crisis: true, snel_weg: true }), b(2, "assistent", { sleutel: "utter_gestopt" })];
  assert.equal(snelWegNodig(gesprek), true);
  assert.equal(overGevaar(gesprek), true);
  assert.equal(isKlaar(gesprek), true);
  assert.equal(isKlaar(gesprek.slice(0, 1)), false);
});

test("zinnen voor anderstaligen krijgen hun eigen taal", () => {
  assert.equal(taalVan(b(1, "assistent", { sleutel: "utter_taal_ar" })), "ar");
  assert.equal(taalVan(b(1, "assistent", { sleutel: "utter_mens" })), "nl");
});

test("een duim hoort bij antwoorden uit de kennisbank, niet bij vragen, mensen of gevaar", () => {
  const duim = (van: Van, inhoud: Inhoud) => teBeoordelen(b(1, van, inhoud));
  assert.equal(duim("assistent", { sleutel: "onderwerp:schuldhulp" }), true);
  assert.equal(duim("assistent", { sleutel: "utter_gevonden_landelijk" }), true);
  assert.equal(duim("assistent", { sleutel: "utter_vraag_contact" }), false);
  assert.equal(duim("assistent", { sleutel: "onderwerp:crisis_suicide", crisis: true }), false);
  assert.equal(duim("medewerker", { tekst: "Dag", van: "Fatima" }), false);
});

test("de dienst weet wie het gesprek heeft: zij gaat voor wat er in de berichten staat", () => {
  const mens = [b(1, "medewerker", { tekst: "Dag", van: "Fatima" })];
  assert.equal(medewerker(mens, { bij_mens: false }), null, "teruggegeven");
  assert.equal(medewerker([], { bij_mens: true }), "", "een mens die nog niets zei");
  assert.equal(medewerker(mens, { bij_mens: true }), "Fatima");
  assert.equal(medewerker(mens, null), "Fatima");
});

test("de code om de vraag te volgen komt uit het bericht erover, en anders niet", () => {
  const tekst = "Bewaar uw nummer 4JZ-WSM en uw code 2D98D-ZCN9C. Daarmee ziet u altijd hoe het gaat.";
  assert.equal(volgcode([b(1, "assistent", { sleutel: "utter_volgen", tekst })]), "2D98D-ZCN9C");
  const hier = "Bewaar uw nummer 4JZ-WSM en uw code 2D98D-ZCN9C. Komt u terug? Noem ze dan hier.";
  assert.equal(volgcode([b(1, "assistent", { sleutel: "utter_volgen_hier", tekst: hier })]), "2D98D-ZCN9C");
  assert.equal(volgcode([b(1, "inwoner", { tekst })]), null);
});
