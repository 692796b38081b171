// Houdt werkbak en intake vers zonder herladen, en laat medewerker en inwoner over en weer zien wie er typt.
// Alles werkt ook zonder dit script: formulieren, filters en een gewone herlaadbeurt.
const intake = document.currentScript.dataset.intake;
const adres = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/werkbak-live${intake ? `?intake=${intake}` : ""}`;
let wacht = 1000;
let bezig = null;
let nogEens = false;
let lijn;

/** Vervang de delen die vers mogen; een veld waarin iemand typt en een opengeklapt formulier blijven zoals ze zijn. */
function neemOver(nieuw) {
  document.title = nieuw.title;
  for (const oud of document.querySelectorAll("[data-vers]")) {
    const vers = nieuw.getElementById(oud.id);
    if (!vers) continue;
    if (oud.id === "daden") neemDadenOver(oud, vers);
    else if (oud.innerHTML !== vers.innerHTML) vervangMetFocus(oud, vers);
  }
}

function vervangMetFocus(oud, vers) {
  const actief = document.activeElement;
  const plek = oud.contains(actief) ? (actief.id || actief.getAttribute("href")) : null;
  oud.replaceChildren(...vers.childNodes);
  if (!plek) return;
  const terug = document.getElementById(plek) ?? [...oud.querySelectorAll("a")].find((a) => a.getAttribute("href") === plek);
  terug?.focus();
}

/** Is alleen het gesprek langer geworden, dan komen er regels bij; anders het hele blok, met wat er getypt was. */
function neemDadenOver(oud, vers) {
  const [was, wordt] = [oud.querySelector("#gesprek"), vers.querySelector("#gesprek")];
  if (was && wordt) {
    const gezien = new Set([...was.children].map((li) => li.dataset.nummer));
    const erbij = [...wordt.children].filter((li) => !gezien.has(li.dataset.nummer));
    const onderaan = was.scrollHeight - was.scrollTop - was.clientHeight < 40;
    was.append(...erbij);
    const gezegd = erbij.filter((li) => li.classList.contains("van-inwoner"));
    for (const li of gezegd) zeg(`Inwoner: ${li.textContent.trim()}`);
    if (gezegd.length > 0) zegTypt("");
    if (onderaan) was.scrollTop = was.scrollHeight;
    return;
  }
  const getypt = Object.fromEntries([...oud.querySelectorAll("textarea, input[type=text], input:not([type])")].filter((v) => v.id && v.value).map((v) => [v.id, v.value]));
  const open = [...oud.querySelectorAll("details[open] summary")].map((s) => s.textContent);
  if (oud.innerHTML === vers.innerHTML) return;
  vervangMetFocus(oud, vers);
  for (const [id, waarde] of Object.entries(getypt)) {
    const veld = document.getElementById(id);
    if (veld) veld.value = waarde;
  }
  for (const s of oud.querySelectorAll("details summary")) if (open.includes(s.textContent)) s.parentElement.open = true;
  begin();
}

async function ververs() {
  if (bezig) {
    nogEens = true;
    return bezig;
  }
  bezig = haal();
  await bezig;
  bezig = null;
  if (nogEens) {
    nogEens = false;
    await ververs();
  }
}

async function haal() {
  try {
    const antwoord = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (antwoord.redirected || antwoord.status === 403) location.reload();
    else if (antwoord.ok) {
      neemOver(new DOMParser().parseFromString(await antwoord.text(), "text/html"));
      // De lijn kan intussen iets nieuwers gezegd hebben dan deze opgehaalde pagina weet.
      if (isEr !== undefined) zegWieErIs(isEr);
    }
  } catch {
    // Geen verbinding: de websocket probeert het straks opnieuw.
  }
}

/** Voor wie luistert in plaats van kijkt; alleen nieuwe woorden, nooit de hele lijst. */
const omroeper = document.createElement("p");
omroeper.className = "weg";
omroeper.setAttribute("aria-live", "polite");
document.body.append(omroeper);
function zeg(tekst) {
  omroeper.textContent = tekst;
}

let typtWekker;
function zegTypt(tekst) {
  const plek = document.getElementById("typt");
  if (plek && plek.textContent !== tekst) plek.textContent = tekst;
  clearTimeout(typtWekker);
  if (tekst) typtWekker = setTimeout(() => zegTypt(""), 6000);
}

let isEr;
function zegWieErIs(er) {
  isEr = er;
  const plek = document.getElementById("is-er");
  const tekst = er ? "open bij de inwoner" : "dicht; u kunt nog terugbellen";
  if (!plek || plek.textContent === tekst) return;
  plek.textContent = tekst;
  zeg(er ? "De inwoner heeft de chat open." : "De inwoner heeft de chat gesloten.");
}

function verbind() {
  lijn = new WebSocket(adres);
  lijn.addEventListener("open", () => {
    wacht = 1000;
    isEr = undefined;
    ververs();
  });
  lijn.addEventListener("message", ({ data }) => {
    const bericht = JSON.parse(data);
    if (bericht.soort === "typt") zegTypt("De inwoner is aan het typen.");
    else if (bericht.soort === "inwoner") zegWieErIs(bericht.is_er);
    else ververs();
  });
  lijn.addEventListener("close", () => {
    setTimeout(verbind, wacht);
    wacht = Math.min(wacht * 2, 30000);
  });
}

let getyptOp = 0;
function begin() {
  const praat = document.getElementById("praat");
  if (!praat || praat.dataset.klaar) return;
  praat.dataset.klaar = "ja";
  const veld = praat.elements.tekst;
  const gesprek = document.getElementById("gesprek");
  gesprek.scrollTop = gesprek.scrollHeight;
  veld.addEventListener("input", () => {
    if (Date.now() - getyptOp < 3000 || lijn?.readyState !== WebSocket.OPEN) return;
    getyptOp = Date.now();
    lijn.send(JSON.stringify({ soort: "typt" }));
  });
  veld.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) praat.requestSubmit();
  });
  praat.addEventListener("submit", async (e) => {
    e.preventDefault();
    const tekst = veld.value;
    const lijf = new URLSearchParams(new FormData(praat));
    veld.value = "";
    getyptOp = 0;
    try {
      const antwoord = await fetch(praat.action, { method: "POST", body: lijf });
      const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html");
      if (!antwoord.ok) throw new Error(nieuw.getElementById("fout")?.textContent ?? "Versturen lukte niet.");
      neemOver(nieuw);
    } catch (fout) {
      if (!veld.value) veld.value = tekst;
      zegTypt(fout.message || "Versturen lukte niet. Probeer het opnieuw.");
    }
    veld.focus();
  });
}

// Met de pijlen door de lijst, alleen als de focus in de lijst staat (WCAG 2.1.4).
document.addEventListener("keydown", (e) => {
  const kaart = document.activeElement?.closest?.("[data-pijlen] > li");
  if (!kaart || !["ArrowDown", "ArrowUp", "Home", "End"].includes(e.key)) return;
  const alle = [...kaart.parentElement.children];
  const nu = alle.indexOf(kaart);
  const naar = { ArrowDown: nu + 1, ArrowUp: nu - 1, Home: 0, End: alle.length - 1 }[e.key];
  alle[naar]?.querySelector("a")?.focus();
  e.preventDefault();
});

for (const knop of document.querySelectorAll("[data-druk-af]")) {
  knop.hidden = false;
  knop.addEventListener("click", () => window.print());
}
document.getElementById("fout")?.focus();
begin();
verbind();
// Op papier staat alles open.
addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((d) => (d.open = true)));
