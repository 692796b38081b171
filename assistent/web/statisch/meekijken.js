// Het meekijkscherm: de notitie gaat over de websocket, de panelen komen terug. Zonder script blijft de pagina leesbaar.
import { Lijn } from "./meekijken-lijn.js";
import { luisterNaarToetsen, wissel } from "./meekijken-toetsen.js";
import { open, vul, sluit, isOpen, teVroeg, verwachtVenster } from "./meekijken-venster.js";

const BEWAAR_NA = 700;
const MELD_NA = 1500;
const kies = (selector, in_ = document) => in_.querySelector(selector);
let lijn;
let bewaarklok;
let meldklok;
let bezig = false;
let wachtend = false;
let vies = false;
let getypt = null;
let onderweg = null;

const gesprek = () => kies("#gesprek");
const notitie = () => kies("#notitie");
const eigen = () => gesprek().dataset.eigen === "ja";

// --- sturen ---

function stuurNotitie() {
  if (!eigen()) return;
  vies = true;
  zetBewaard("Nog niet bewaard.");
  clearTimeout(bewaarklok);
  bewaarklok = setTimeout(bewaar, BEWAAR_NA);
  // Nooit meer dan één vraag tegelijk: de laatste toets wint, en een trage server loopt niet vol.
  getypt ??= performance.now();
  if (bezig) { wachtend = true; return; }
  bezig = lijn.stuur({ soort: "notitie", tekst: notitie().value });
  onderweg = { nr: lijn.nr, sinds: getypt };
  getypt = null;
}

// Van toets tot scherm, voor `make meten`: de tijd tot het eerstvolgende beeld.
function meet(nr) {
  if (!onderweg || onderweg.nr !== nr) return;
  const { sinds } = onderweg;
  onderweg = null;
  requestAnimationFrame(() => performance.measure("toets-tot-scherm", { start: sinds, end: performance.now() }));
}

function bewaar() {
  if (vies && lijn.stuur({ soort: "bewaar" })) vies = false;
}

function zetBewaard(tekst) {
  const plek = kies("#bewaard");
  if (plek && plek.textContent !== tekst) plek.textContent = tekst;
}

export function doe(wat, velden = {}) {
  if (vies && wat !== "weggooien") lijn.stuur({ soort: "notitie", tekst: notitie().value });
  lijn.stuur({ soort: "doe", wat, velden });
}

// --- ontvangen ---

const bijOntvangst = {
  advies(b) {
    bezig = false;
    for (const [naam, html] of Object.entries(b.panelen)) vervang(`#paneel-${naam}`, html);
    if (b.velden) vulVelden(b.velden, b.vanzelf);
    meet(b.nr);
    if (b.notitie !== undefined && !eigen()) notitie().value = b.notitie;
    if (b.meld) { clearTimeout(meldklok); meldklok = setTimeout(() => meld(b.meld), MELD_NA); }
    if (wachtend) { wachtend = false; stuurNotitie(); }
  },
  bewaard() {
    zetBewaard(`Bewaard om ${new Date().toLocaleTimeString("nl-NL")}.`);
  },
  gedaan(b) {
    if (b.sluit) sluit();
    if (b.venster) open(b.venster);
    if (b.html) vul(b.in, b.html);
    if (b.zin) kies("#regels").append(Object.assign(document.createElement("li"), { textContent: b.zin }));
    if (b.meld) meld(b.meld, true);
    if (b.ga) ga(b.ga);
  },
  ga(b) { ga(b.naar); },
  lijst(b) {
    vervang("#tabbladen", b.html);
    if (b.meld) meld(b.meld);
  },
  collegas(b) {
    const tekst = b.namen.length ? `${b.namen.join(", ")} ${b.namen.length === 1 ? "kijkt" : "kijken"} mee` : "";
    kies("#collegas").textContent = tekst;
  },
  transcript(b) {
    const plek = kies("#transcript");
    if (!plek) return;
    plek.replaceChildren(...b.regels.map(([van, tekst]) => {
      const regel = document.createElement("p");
      regel.className = `mk-van-${van}`;
      regel.textContent = tekst;
      return regel;
    }));
    plek.scrollTop = plek.scrollHeight;
  },
  fout(b) { bezig = false; meld(b.fout, true); },
};

function vervang(selector, html) {
  const paneel = kies(selector);
  if (!paneel) return;
  const had = paneel.contains(document.activeElement) ? document.activeElement : null;
  const openstaand = [...paneel.querySelectorAll("details")].map((d) => d.open);
  paneel.innerHTML = html;
  paneel.querySelectorAll("details").forEach((d, i) => { d.open = openstaand[i] ?? d.open; });
  if (!had) return;
  // Wie in dit paneel stond blijft er: op dezelfde knop, anders op de eerste, anders op de notitie.
  const zelfde = had.dataset.voorstel && [...paneel.querySelectorAll("[data-voorstel]")]
    .find((k) => k.dataset.voorstel === had.dataset.voorstel && k.dataset.gebruikt === had.dataset.gebruikt);
  (zelfde || paneel.querySelector("button, a, summary") || notitie())?.focus();
}

function vulVelden(velden, vanzelf) {
  for (const invoer of document.querySelectorAll("#intake [data-veld]")) {
    const naam = invoer.dataset.veld;
    invoer.classList.toggle("mk-vanzelf", vanzelf.includes(naam));
    if (invoer !== document.activeElement && naam in velden && invoer.value !== velden[naam]) invoer.value = velden[naam];
  }
}

function meld(tekst, zichtbaar = false) {
  const plek = kies("#meld");
  if (plek.textContent !== tekst) plek.textContent = tekst;
  plek.classList.toggle("mk-toon", zichtbaar);
  if (zichtbaar) setTimeout(() => plek.classList.remove("mk-toon"), 6000);
}

// --- wisselen van gesprek zonder nieuwe pagina ---

async function ga(naar) {
  sluit();
  bewaar();
  wissel.begin();
  const antwoord = await fetch(`${naar}?deel=1`, { headers: { Accept: "text/html" } });
  const pad = new URL(antwoord.url).pathname;
  // Van /meekijken stuurt de server door naar een gesprek; dan halen we dat gesprek.
  if (!antwoord.ok || !pad.startsWith("/meekijken/")) { location.href = naar; return; }
  const html = new URL(antwoord.url).searchParams.has("deel") ? await antwoord.text() : await (await fetch(`${pad}?deel=1`)).text();
  gesprek().outerHTML = html;
  history.pushState(null, "", pad);
  start();
  // Wat tijdens het wisselen getypt is hoort bij het nieuwe gesprek.
  const vooruit = wissel.klaar();
  if (vooruit && eigen()) { notitie().value += vooruit; stuurNotitie(); }
}

async function nieuw(telefoon) {
  bewaar();
  wissel.begin();
  const velden = new URLSearchParams(new FormData(kies(".af")));
  if (telefoon) velden.set("gesprek", telefoon);
  const antwoord = await fetch("/meekijken", { method: "POST", body: velden });
  if (!antwoord.ok) {
    const vooruit = wissel.klaar();
    if (vooruit && eigen()) { notitie().value += vooruit; stuurNotitie(); }
    meld(telefoon ? "Een collega heeft dit gesprek al geopend." : "Dat lukt nu niet. Rond eerst een gesprek af.", true);
    return;
  }
  ga(new URL(antwoord.url).pathname);
}

// --- klikken, typen, kiezen ---

document.addEventListener("click", (e) => {
  const tab = e.target.closest("[data-tab]");
  if (tab) { e.preventDefault(); ga(tab.getAttribute("href")); return; }
  const begin = e.target.closest("[data-nieuw]");
  if (begin) { nieuw(begin.dataset.gesprek); return; }
  const venster = e.target.closest("button[data-dialoog]");
  if (venster) { verwachtVenster(); doe("venster", { welk: venster.dataset.dialoog }); return; }
  const knop = e.target.closest("button[data-doe]");
  if (!knop) return;
  const { doe: wat, naar, ...velden } = knop.dataset;
  doe(wat, velden);
  if (naar) kies(`#${naar}`)?.focus();
});

document.addEventListener("submit", (e) => {
  const wat = e.target.dataset.doe;
  if (e.target.id === "intake") e.preventDefault();
  if (!wat) return;
  e.preventDefault();
  const velden = Object.fromEntries(new FormData(e.target, e.submitter));
  doe(wat, velden);
});

document.addEventListener("input", (e) => {
  if (e.target.id === "notitie") stuurNotitie();
});

document.addEventListener("change", (e) => {
  const invoer = e.target;
  if (invoer.dataset.veld) doe("veld", { veld: invoer.dataset.veld, waarde: invoer.value });
  else if (invoer.dataset.plaats) doe("plaats", { veld: invoer.dataset.plaats, waarde: invoer.value });
  else if (invoer.id === "akkoord") doe("akkoord", { aan: invoer.checked ? "ja" : "nee" });
});

window.addEventListener("popstate", () => location.reload());
window.addEventListener("beforeunload", (e) => { bewaar(); if (vies) e.preventDefault(); });

// --- beginnen ---

function start() {
  lijn?.stop();
  bezig = wachtend = vies = false;
  lijn = new Lijn(gesprek().dataset.lijn, {
    ontvang: (b) => bijOntvangst[b.soort]?.(b),
    open() {
      kies("#lijn").hidden = true;
      bezig = false;
      // Wat tijdens een storing getypt is gaat alsnog mee.
      if (vies) stuurNotitie();
    },
    dicht() { kies("#lijn").hidden = false; },
  });
  notitie()?.focus();
}

function tik() {
  const plek = kies("#duur");
  if (!plek) return;
  const seconden = Math.max(0, Math.round((Date.now() - new Date(gesprek().dataset.gestart)) / 1000));
  plek.textContent = `${String(Math.floor(seconden / 60)).padStart(2, "0")}:${String(seconden % 60).padStart(2, "0")}`;
}

luisterNaarToetsen({ isOpen, teVroeg, notitie });
setInterval(tik, 1000);
tik();
start();
