// De statuspagina: een koppeling draagt nummer en code achter # (dat verstuurt een browser niet), en "verder in de chat" opent
// het gesprek waar het was. Zonder dit script werkt alles behalve die twee.
const open = document.getElementById("open");
const [referentie, code] = decodeURIComponent(location.hash.slice(1)).split(".");
if (open && referentie && code) {
  // Meteen uit de adresbalk: wie over de schouder meekijkt of de geschiedenis opent ziet geen code.
  history.replaceState(null, "", location.pathname);
  open.elements.referentie.value = referentie;
  open.elements.code.value = code;
  open.requestSubmit();
}

const verder = document.getElementById("verder");
const opnieuw = document.getElementById("opnieuw");
if (verder && opnieuw) {
  verder.hidden = false;
  verder.addEventListener("click", async (gebeurtenis) => {
    gebeurtenis.preventDefault();
    const paar = { referentie: opnieuw.elements.referentie.value, code: opnieuw.elements.code.value };
    try {
      const antwoord = await fetch("/api/v1/terugkomen", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(paar) });
      if (antwoord.ok) {
        const naam = `toegang-chat:${verder.dataset.gemeente}`;
        sessionStorage.setItem(naam, JSON.stringify({ toegang: await antwoord.json(), open: true }));
      }
    } catch {
      // Geen verbinding of geen opslag: de chat begint dan gewoon leeg, en het nummer met de code werkt daar ook.
    }
    location.href = verder.href;
  });
}

const snelweg = document.getElementById("snelweg");
snelweg?.addEventListener("click", (gebeurtenis) => {
  gebeurtenis.preventDefault();
  location.replace(snelweg.href);
});
