import assert from "node:assert/strict";
import { test } from "node:test";
import { wachttijd } from "../src/kern/wachttijd.ts";
import { Live, type LijnStaat } from "../src/verbinding/live.ts";
import { Nepklok } from "./klok.ts";
import { Nepserver } from "./nep.ts";

function maak(server = new Nepserver()) {
  const klok = new Nepklok();
  const staten: LijnStaat[] = [];
  const live = new Live({
    klok,
    maak: () => server.maakLijn(),
    hallo: () => ({ soort: "hallo", sleutel: "s", na: 0 }),
    bijBericht: () => undefined,
    bijStaat: (staat) => staten.push(staat),
  });
  return { klok, live, server, staten };
}

test("de wachttijd groeit, heeft een grens en wisselt met het toeval", () => {
  const zonder = [0, 1, 2, 3, 4, 5, 20].map((n) => wachttijd(n, 0));
  assert.deepEqual(zonder, [500, 1000, 2000, 4000, 8000, 15000, 15000]);
  assert.equal(wachttijd(20, 1), 30_000);
  assert.notEqual(wachttijd(3, 0.1), wachttijd(3, 0.9));
});

test("een stille lijn krijgt een ping en wordt zonder antwoord verbroken", async () => {
  const { klok, live, server } = maak();
  live.start();
  await klok.loop(100);
  assert.equal(live.staat, "open");
  const lijn = server.gemaakt[0];
  if (!lijn) throw new Error("geen lijn");
  lijn.send = (tekst) => lijn.gestuurd.push(JSON.parse(tekst));
  await klok.loop(26_000);
  assert.equal(lijn.gestuurd.at(-1)?.soort, "ping");
  await klok.loop(10_500);
  assert.ok(server.gemaakt.length >= 2, "nieuwe verbinding");
});

test("een lijn die opengaat maar niets zegt, telt als mislukt", async () => {
  const { klok, live, server, staten } = maak();
  server.hoor = () => undefined;
  live.start();
  await klok.loop(20_000);
  assert.equal(live.staat, "kan_niet");
  assert.equal(staten.includes("open"), false);
});

test("verbiedt de pagina websockets, dan is dat geen fout maar 'kan niet'", async () => {
  const klok = new Nepklok();
  const live = new Live({
    klok,
    maak: () => {
      throw new Error("SecurityError");
    },
    hallo: () => ({}),
    bijBericht: () => undefined,
    bijStaat: () => undefined,
  });
  live.start();
  await klok.loop(3_000);
  assert.equal(live.staat, "kan_niet");
  live.stop();
  assert.equal(live.staat, "uit");
});
