import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiFout } from "../src/verbinding/api.ts";
import { rust } from "./klok.ts";
import { Nepopslag, Nepserver, opstelling } from "./nep.ts";

test("een gewone beurt gaat over de websocket en komt één keer in beeld", async () => {
  const { server, klok, gesprek, teksten } = opstelling();
  void gesprek.begin();
  await klok.loop(100);
  gesprek.stuur("hallo");
  await klok.loop(100);
  assert.deepEqual(teksten(), ["welkom", "hallo", "antwoord op hallo"]);
  assert.deepEqual(gesprek.stand.uitgaand, []);
  assert.equal(server.binnen.length, 1);
});

test("sturen vóór het begin raakt niet kwijt", async () => {
  const { klok, gesprek, teksten } = opstelling();
  gesprek.stuur("help");
  await klok.loop(200);
  assert.deepEqual(teksten(), ["welkom", "help", "antwoord op help"]);
});

test("breekt de lijn na verwerken, dan is er na herverbinden niets kwijt en niets dubbel", async () => {
  const { server, klok, gesprek, teksten } = opstelling();
  void gesprek.begin();
  await klok.loop(100);
  server.antwoordKwijt = true;
  gesprek.stuur("kwijt");
  await klok.loop(100);
  assert.equal(gesprek.stand.uitgaand.length, 1);
  server.antwoordKwijt = false;
  for (const lijn of [...server.lijnen]) lijn.breek();
  await klok.loop(5_000);
  assert.deepEqual(teksten(), ["welkom", "kwijt", "antwoord op kwijt"]);
  assert.deepEqual(gesprek.stand.uitgaand, []);
  assert.equal(server.berichten.length, 3, "ook de server heeft de beurt één keer");
});

test("hallo na herverbinden vraagt wat er na het laatste volledige nummer kwam", async () => {
  const { server, klok, gesprek, teksten } = opstelling();
  void gesprek.begin();
  await klok.loop(100);
  for (const lijn of [...server.lijnen]) lijn.breek();
  server.voeg("medewerker", "ik ben er");
  await klok.loop(5_000);
  const hallo = server.gemaakt[1]?.gestuurd[0];
  assert.deepEqual([hallo?.soort, hallo?.["na"]], ["hallo", 1]);
  assert.deepEqual(teksten(), ["welkom", "ik ben er"]);
});

test("blijft de bevestiging uit, dan gaat dezelfde beurt over HTTP", async () => {
  const { server, klok, gesprek, teksten } = opstelling();
  void gesprek.begin();
  await klok.loop(100);
  server.antwoordKwijt = true;
  gesprek.stuur("stil");
  await klok.loop(5_000);
  server.antwoordKwijt = false;
  await klok.loop(10_000);
  assert.deepEqual([...new Set(server.binnen)], ["beurt-1"]);
  assert.deepEqual(teksten(), ["welkom", "stil", "antwoord op stil"]);
});

test("zonder websocket werkt alles over HTTP, en een antwoord van een mens komt met peilen", async () => {
  const server = new Nepserver();
  server.wsKan = false;
  const { klok, gesprek, teksten } = opstelling(server);
  void gesprek.begin();
  await klok.loop(5_000);
  assert.equal(gesprek.lijn, "kan_niet");
  gesprek.stuur("hallo");
  await klok.loop(500);
  server.voeg("medewerker", "dag");
  await klok.loop(10_000);
  assert.deepEqual(teksten(), ["welkom", "hallo", "antwoord op hallo", "dag"]);
});

test("een websocket die later wel kan, neemt het over en het peilen stopt", async () => {
  const server = new Nepserver();
  server.wsKan = false;
  const { klok, gesprek } = opstelling(server);
  void gesprek.begin();
  await klok.loop(5_000);
  server.wsKan = true;
  await klok.loop(120_000);
  assert.equal(gesprek.lijn, "open");
  const http = server.http;
  await klok.loop(60_000);
  assert.equal(server.http, http);
});

test("een gemist nummer wordt meteen opgehaald", async () => {
  const { server, klok, gesprek, teksten } = opstelling();
  void gesprek.begin();
  await klok.loop(100);
  server.voeg("assistent", "twee");
  server.roep(server.voeg("assistent", "drie"));
  await rust();
  assert.deepEqual(teksten(), ["welkom", "twee", "drie"]);
});

test("zonder internet wacht een beurt en gaat hij weg zodra het terug is", async () => {
  const { server, klok, gesprek, teksten, net } = opstelling();
  void gesprek.begin();
  await klok.loop(100);
  net.online = server.httpKan = server.wsKan = false;
  for (const lijn of [...server.lijnen]) lijn.breek();
  gesprek.stuur("straks");
  await klok.loop(120_000);
  assert.equal(gesprek.stand.uitgaand[0]?.staat, "wacht");
  net.online = server.httpKan = server.wsKan = true;
  gesprek.weerOnline();
  await klok.loop(2_000);
  assert.deepEqual(teksten(), ["welkom", "straks", "antwoord op straks"]);
});

test("een lijn die dood is zonder het te zeggen, wordt vervangen als het internet terug is", async () => {
  const { server, klok, gesprek, teksten } = opstelling();
  void gesprek.begin();
  await klok.loop(100);
  const dood = server.gemaakt[0];
  if (!dood) throw new Error("geen lijn");
  dood.send = () => undefined;
  gesprek.stuur("hallo");
  await klok.loop(500);
  gesprek.weerOnline();
  await klok.loop(500);
  assert.deepEqual(teksten(), ["welkom", "hallo", "antwoord op hallo"]);
});

test("na slapen van de telefoon blijkt binnen een paar tellen of de lijn nog leeft", async () => {
  const { server, klok, gesprek } = opstelling();
  void gesprek.begin();
  await klok.loop(100);
  const dood = server.gemaakt[0];
  if (!dood) throw new Error("geen lijn");
  dood.send = () => undefined;
  server.voeg("medewerker", "gemist");
  gesprek.weerInBeeld();
  await klok.loop(6_000);
  assert.equal(gesprek.stand.berichten.length, 2);
  assert.equal(gesprek.lijn, "open");
});

test("ligt de dienst eruit, dan staat er na een paar pogingen 'niet verstuurd' en helpt opnieuw", async () => {
  const { server, klok, gesprek, teksten } = opstelling();
  void gesprek.begin();
  await klok.loop(100);
  server.httpKan = server.wsKan = false;
  for (const lijn of [...server.lijnen]) lijn.breek();
  gesprek.stuur("help");
  await klok.loop(60_000);
  assert.equal(gesprek.stand.uitgaand[0]?.staat, "mislukt");
  server.httpKan = server.wsKan = true;
  gesprek.opnieuw("beurt-1");
  await klok.loop(2_000);
  assert.deepEqual(teksten(), ["welkom", "help", "antwoord op help"]);
});

test("een weigering van de server staat bij het bericht, en het is aan te passen", async () => {
  const server = new Nepserver();
  server.wsKan = false;
  const { klok, gesprek } = opstelling(server);
  void gesprek.begin();
  await klok.loop(100);
  server.fout = new ApiFout(429, "te_snel", "Wacht even.", 5);
  gesprek.stuur("te snel");
  await klok.loop(100);
  assert.equal(gesprek.stand.uitgaand[0]?.fout, "Wacht even.");
  assert.equal(gesprek.neemTerug("beurt-1"), "te snel");
  assert.deepEqual(gesprek.stand.uitgaand, []);
});

test("herladen houdt het gesprek en de beurt die nog onderweg was, zonder alles voor te lezen", async () => {
  const eerste = opstelling();
  void eerste.gesprek.begin();
  await eerste.klok.loop(100);
  eerste.server.antwoordKwijt = true;
  eerste.gesprek.stuur("net voor herladen");
  await eerste.klok.loop(100);
  eerste.gesprek.stop();
  eerste.server.antwoordKwijt = false;

  const tweede = opstelling(eerste.server, eerste.kort);
  assert.equal(tweede.gesprek.bestaat, true);
  void tweede.gesprek.begin();
  await tweede.klok.loop(500);
  assert.deepEqual(tweede.teksten(), ["welkom", "net voor herladen", "antwoord op net voor herladen"]);
  assert.deepEqual(tweede.voorgelezen, []);
  assert.equal(eerste.server.berichten.length, 3);
});

test("een gesprek dat de server niet meer kent, vraagt om opnieuw beginnen en neemt de beurt mee", async () => {
  const { server, klok, gesprek, teksten } = opstelling();
  void gesprek.begin();
  await klok.loop(100);
  server.wsKan = false;
  for (const lijn of [...server.lijnen]) lijn.breek();
  server.weg = true;
  gesprek.stuur("ben je er nog");
  await klok.loop(1_000);
  assert.equal(gesprek.loop, "verlopen");
  server.weg = false;
  server.berichten = [];
  void gesprek.begin();
  await klok.loop(1_000);
  assert.deepEqual(teksten(), ["welkom", "ben je er nog", "antwoord op ben je er nog"]);
});

test("wissen haalt alles weg, ook uit de opslag", async () => {
  const kort = new Nepopslag();
  const { server, klok, gesprek } = opstelling(new Nepserver(), kort);
  void gesprek.begin();
  await klok.loop(100);
  gesprek.stuur("geheim");
  await klok.loop(100);
  await gesprek.wis();
  assert.equal(server.gewist, true);
  assert.equal(gesprek.bestaat, false);
  assert.deepEqual(gesprek.stand.berichten, []);
  assert.equal([...kort.waarden.values()].join("").includes("geheim"), false);
  await klok.loop(120_000);
  assert.equal(server.lijnen.size, 0, "er blijft geen verbinding open");
});

test("een dienst die niet start, geeft na een paar pogingen een storing en kan later alsnog", async () => {
  const server = new Nepserver();
  server.httpKan = false;
  const { klok, gesprek } = opstelling(server);
  void gesprek.begin();
  await klok.loop(30_000);
  assert.equal(gesprek.loop, "storing");
  server.httpKan = true;
  gesprek.weerOnline();
  await klok.loop(1_000);
  assert.equal(gesprek.loop, "loopt");
});

test("een oordeel gaat weg zonder inhoud, en zegt eerlijk of dat lukte", async () => {
  const { server, klok, gesprek } = opstelling();
  assert.equal(await gesprek.oordeel({ goed: true }), false, "er is nog geen gesprek");
  void gesprek.begin();
  await klok.loop(100);
  assert.equal(await gesprek.oordeel({ goed: false, nummer: 3, reden: "te_moeilijk" }), true);
  assert.deepEqual(server.oordelen, [{ goed: false, nummer: 3, reden: "te_moeilijk" }]);
  server.httpKan = false;
  assert.equal(await gesprek.oordeel({ goed: true }), false);
});

test("nu met een mens praten en een belmoment kiezen geven meteen de nieuwe stand", async () => {
  const { klok, gesprek, teksten } = opstelling();
  void gesprek.begin();
  await klok.loop(100);
  await gesprek.mens();
  assert.equal(gesprek.overdracht?.wacht, true);
  assert.equal(teksten().at(-1), "ik roep iemand");
  const [moment] = await gesprek.belmomenten();
  await gesprek.kiesBelmoment(moment?.van ?? "");
  assert.equal(gesprek.overdracht?.belafspraak?.zeker, true);
});

test("dat iemand typt is na elk verstuurd bericht meteen weer te zien, en verder hooguit om de drie seconden", async () => {
  const { server, klok, gesprek } = opstelling();
  void gesprek.begin();
  await klok.loop(100);
  const gemeld = () => server.gemaakt[0]?.gestuurd.filter((b) => b.soort === "typt").length;
  gesprek.typ();
  gesprek.typ();
  assert.equal(gemeld(), 1);
  gesprek.stuur("hallo");
  await klok.loop(100);
  gesprek.typ();
  gesprek.typ();
  assert.equal(gemeld(), 2);
});
