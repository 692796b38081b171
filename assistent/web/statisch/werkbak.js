// Houdt de werkbak vers: bij een seintje van de server de inhoud vervangen, zonder het veld waarin iemand typt te raken.
const intake = document.currentScript.dataset.intake;
const adres = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/werkbak-live${intake ? `?intake=${intake}` : ""}`;
let wacht = 1000;

async function ververs() {
  const antwoord = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!antwoord.ok) return;
  const nieuw = new DOMParser().parseFromString(await antwoord.text(), "text/html");
  const plek = intake ? "#gesprek" : "#inhoud";
  const oud = document.querySelector(plek);
  const vers = nieuw.querySelector(plek);
  if (oud && vers) oud.replaceWith(vers);
  else if (intake && !oud !== !vers) location.reload();
}

function verbind() {
  const lijn = new WebSocket(adres);
  lijn.addEventListener("open", () => { wacht = 1000; ververs(); });
  lijn.addEventListener("message", ververs);
  lijn.addEventListener("close", () => { setTimeout(verbind, wacht); wacht = Math.min(wacht * 2, 30000); });
}
verbind();
