import assert from "node:assert/strict";
import { test } from "node:test";
import { beladres, kaartadres, webadres } from "../src/kern/adres.ts";
import { tel } from "../src/kern/teller.ts";
import { alineasVan, knip, nummers } from "../src/kern/tekstdelen.ts";

const bellen = (tekst: string) => nummers(tekst).map((n) => n.tekst);

test("telefoonnummers zijn aan te tikken", () => {
  assert.deepEqual(bellen("Bel 113 of 0800-0113. Bij gevaar 112."), ["113", "0800-0113", "112"]);
  assert.deepEqual(bellen("Bel 14 050 (nu open) of 050 367 91 11."), ["14 050", "050 367 91 11"]);
  assert.deepEqual(bellen("06-12345678, +31 6 12345678, 088 123 45 67"), ["06-12345678", "+31 6 12345678", "088 123 45 67"]);
  assert.deepEqual(bellen("Bel 0800-2000 24 uur per dag, 14 050 7 dagen per week."), ["0800-2000", "14 050"]);
});

test("bedragen, datums en andere getallen zijn geen telefoonnummer", () => {
  for (const tekst of ["Dat kost 112 euro.", "€ 113 per maand", "op 22-11-2026", "artikel 1.112", "7000000123", "nr 2112", "112-113a"]) {
    assert.deepEqual(bellen(tekst), [], tekst);
  }
});

test("knippen verliest geen letter", () => {
  const tekst = "Kijk op https://www.geldfit.nl/hulp, bel 0800-8115. Of www.113.nl!";
  assert.equal(knip(tekst, true).map((d) => d.tekst).join(""), tekst);
  assert.deepEqual(knip(tekst, true).flatMap((d) => d.web ?? []), ["https://www.geldfit.nl/hulp", "https://www.113.nl/"]);
  assert.deepEqual(knip(tekst).flatMap((d) => d.web ?? []), [], "zonder toestemming geen links");
});

test("alleen web- en telefoonadressen worden een link", () => {
  for (const fout of ["javascript:alert(1)", "data:text/html,x", "vbscript:x", " javascript:alert(1)", ""]) {
    assert.equal(webadres(fout), null, fout);
  }
  assert.equal(webadres("https://voorbeeld.nl/a"), "https://voorbeeld.nl/a");
  assert.equal(beladres("050 367 40 00"), "tel:0503674000");
  assert.equal(beladres("kijk op de site"), null);
});

test("het kaartadres noemt de plaats één keer", () => {
  assert.match(kaartadres("Ypemaheerd 42", "Groningen"), /query=Ypemaheerd%2042%2C%20Groningen$/);
  assert.match(kaartadres("Plein 1, Groningen", "Groningen"), /query=Plein%201%2C%20Groningen$/);
});

test("de teller telt hele tekens en komt pas in beeld als het ertoe doet", () => {
  assert.deepEqual(tel("hallo", 2000), { over: 1995, tonen: false, teVeel: false });
  assert.deepEqual(tel("🙂".repeat(10), 10), { over: 0, tonen: true, teVeel: false });
  assert.equal(tel("x".repeat(2001), 2000).teVeel, true);
});

test("een lange lap tekst wordt alinea's van twee zinnen, en er gaat geen letter verloren", () => {
  const zin = "Dit is een zin van gewone lengte die iets uitlegt over hulp.";
  const lang = Array.from({ length: 5 }, () => zin).join(" ");
  assert.deepEqual(alineasVan(lang), [`${zin} ${zin}`, `${zin} ${zin}`, zin]);
  assert.deepEqual(alineasVan(`${zin} ${zin}`), [`${zin} ${zin}`], "kort blijft heel");
  const afgekort = `Denk aan o.a. De Volle Krat en aan dhr. A. Jansen, en bel 14 050. ${lang}`;
  assert.equal(alineasVan(afgekort).join(" "), afgekort);
  assert.match(alineasVan(afgekort)[0] ?? "", /o\.a\. De Volle Krat/);
});
