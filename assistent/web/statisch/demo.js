// De demopagina: een gemeente kiezen, en met één tik een voorbeeldvraag stellen.
(() => {
  const keuze = document.getElementById("gemeente");
  const chat = () => document.querySelector("toegang-chat");

  /** Een andere gemeente is een ander gesprek: het element komt er opnieuw. */
  function wissel(sleutel) {
    const nieuw = document.createElement("toegang-chat");
    nieuw.setAttribute("gemeente", sleutel);
    chat().replaceWith(nieuw);
    document.getElementById("sleutel").textContent = sleutel;
    document.getElementById("pagina").href = `/chat/${sleutel}`;
  }

  async function vul() {
    const gevraagd = new URLSearchParams(location.search).get("gemeente");
    const antwoord = await fetch("/api/v1/gemeenten");
    const { gemeenten } = await antwoord.json();
    keuze.replaceChildren(
      ...gemeenten.map(({ sleutel, naam }) => new Option(naam, sleutel, false, sleutel === "groningen")),
    );
    if (gemeenten.some(({ sleutel }) => sleutel === gevraagd) && gevraagd !== "groningen") {
      keuze.value = gevraagd;
      wissel(gevraagd);
    }
  }

  keuze.addEventListener("change", () => wissel(keuze.value));
  for (const knop of document.querySelectorAll(".vraag")) {
    knop.addEventListener("click", () => chat().vraag(knop.querySelector("b").textContent));
  }
  // Lukt de lijst niet, dan blijft Groningen staan.
  vul().catch(() => undefined);
})();
