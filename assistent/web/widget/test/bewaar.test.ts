import assert from "node:assert/strict";
import { test } from "node:test";
import { basisVan } from "../src/instellingen.ts";
import { kiesTaal, richting, TALEN, teksten, vul } from "../src/talen/talen.ts";
import { Bewaar } from "../src/verbinding/bewaar.ts";
import { Nepopslag } from "./nep.ts";

test("standaard blijft niets over na het tabblad; alleen met een keuze", () => {
  const [kort, lang] = [new Nepopslag(), new Nepopslag()];
  const bewaar = new Bewaar("t", kort, lang);
  bewaar.zet({ concept: "half" });
  assert.equal(lang.waarden.size, 0);
  bewaar.zetBlijvend(true);
  assert.equal(new Bewaar("t", new Nepopslag(), lang).inhoud.concept, "half");
  bewaar.zetBlijvend(false);
  assert.equal(lang.waarden.size, 0);
});

test("wissen wist overal, en houdt alleen wat gevraagd is", () => {
  const [kort, lang] = [new Nepopslag(), new Nepopslag()];
  const bewaar = new Bewaar("t", kort, lang);
  bewaar.zetBlijvend(true);
  bewaar.zet({ concept: "geheim", groot: 150 });
  bewaar.wis(["groot"]);
  assert.deepEqual(bewaar.inhoud, { groot: 150 });
  assert.equal(lang.waarden.size, 0);
  bewaar.wis();
  assert.equal(kort.waarden.size, 0);
});

test("kapotte of verboden opslag is geen fout", () => {
  const dicht = {
    getItem: () => "{kapot",
    setItem: () => {
      throw new Error("vol");
    },
    removeItem: () => {
      throw new Error("dicht");
    },
  };
  const bewaar = new Bewaar("t", dicht, null);
  bewaar.zet({ concept: "x" });
  bewaar.wis();
  assert.deepEqual(bewaar.inhoud, {});
});

test("elke taal heeft elke tekst, met dezelfde gaten", () => {
  const gaten = (zin: string) => [...zin.matchAll(/\{\w+\}/g)].map((m) => m[0]).sort();
  const nl = teksten("nl");
  for (const [taal, , t] of TALEN) {
    for (const [sleutel, zin] of Object.entries(nl)) {
      const vertaald = t[sleutel as keyof typeof nl];
      assert.deepEqual(gaten(vertaald), gaten(zin), `${taal}.${sleutel}`);
      if (zin) assert.ok(vertaald, `${taal}.${sleutel} is leeg`);
    }
    if (taal !== "nl") assert.ok(t.alleenNederlands, `${taal} zegt niet dat antwoorden Nederlands zijn`);
  }
});

test("talen kiezen", () => {
  assert.equal(kiesTaal("en-GB"), "en");
  assert.equal(kiesTaal("xx"), "nl");
  assert.equal(kiesTaal(null), "nl");
  assert.equal(richting("ar"), "rtl");
  assert.equal(vul("{a} en {b}", { a: 1 }), "1 en ");
});

test("het basisadres komt van het script, ook onder een pad", () => {
  assert.equal(basisVan("https://x.nl/statisch/bouw/toegang-chat.js", "https://g.nl/"), "https://x.nl");
  assert.equal(basisVan("https://x.nl/hulp/statisch/bouw/toegang-chat.js?v=1", "https://g.nl/"), "https://x.nl/hulp");
  assert.equal(basisVan("/toegang-chat.js", "https://g.nl/a/b"), "https://g.nl");
});
