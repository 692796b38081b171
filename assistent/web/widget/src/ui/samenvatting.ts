/** De samenvatting voor overdracht: elke regel is aan te tikken om te wijzigen of weg te laten. */
import type { Regel } from "../soorten.ts";
import { ApiFout } from "../verbinding/api.ts";
import { h, stil, uniek, vervang } from "./h.ts";
import { icoon } from "./iconen.ts";
import { knop } from "./knop.ts";
import type { Omgeving } from "./omgeving.ts";

/** Wat de assistent zelf heeft bepaald; de inwoner verbetert dat in gewone woorden. */
const VAST = new Set(["team", "onderwerpen", "leefgebieden"]);
/** Velden die de browser mag voorinvullen. */
const SOORT: Record<string, { type: string; autocomplete: string }> = {
  naam: { type: "text", autocomplete: "name" },
  telefoon: { type: "tel", autocomplete: "tel" },
  mail: { type: "email", autocomplete: "email" },
};

export interface SamenvattingDeel {
  el: HTMLElement;
  zetActief(actief: boolean): void;
}

export function maakSamenvatting(regels: readonly Regel[], o: Omgeving): SamenvattingDeel {
  const { t } = o;
  const kop = uniek("samenvatting");
  const uitleg = h("p", { class: "nl-paragraph uitleg", lang: o.taal }, t.samenvattingUitleg);
  const lijst = regels.map((regel) => maakRegel(regel, o));
  const el = h(
    "section",
    { class: "samenvatting", "aria-labelledby": kop },
    h("h3", { id: kop, class: "nl-heading nl-heading--level-4", lang: o.taal, tabindex: -1 }, t.samenvatting),
    uitleg,
    h("ul", { class: "regels" }, ...lijst.map((r) => r.el)),
  );
  return {
    el,
    zetActief(actief) {
      uitleg.hidden = !actief;
      for (const regel of lijst) regel.zetActief(actief);
    },
  };
}

/** Zet de aandacht op de samenvatting die net binnenkwam. */
function naarNieuwste(o: Omgeving): void {
  const koppen = o.wortel.querySelectorAll<HTMLElement>(".samenvatting > h3");
  koppen[koppen.length - 1]?.focus({ preventScroll: true });
}

function maakRegel([veld, label, waarde]: Regel, o: Omgeving): SamenvattingDeel {
  const { t } = o;
  const el = h("li", { class: "regel" });
  let vorm: "" | "knop" | "vast" | "wijzig" = "";
  const tekst = () => [h("span", { class: "regel-label" }, label), h("span", { class: "regel-waarde" }, waarde)];
  const wijzigknop = h(
    "button",
    { type: "button", class: "regel-knop", onclick: () => wijzig() },
    h("span", { class: "regel-tekst" }, ...tekst()),
    h("span", { class: "regel-wijzig", lang: o.taal }, icoon("potlood"), stil(t.wijzig)),
  );
  const toon = (nieuw: "knop" | "vast") => {
    if (vorm === nieuw || (vorm === "wijzig" && nieuw === "knop")) return;
    vorm = nieuw;
    vervang(el, nieuw === "knop" ? wijzigknop : h("span", { class: "regel-tekst regel-vast" }, ...tekst()));
  };
  function wijzig(): void {
    vorm = "wijzig";
    const formulier = maakFormulier([veld, label, waarde], o, () => {
      vorm = "";
      toon("knop");
      wijzigknop.focus();
    });
    vervang(el, formulier.el);
    formulier.invoer.focus();
    formulier.el.scrollIntoView({ block: "nearest" });
  }
  return { el, zetActief: (actief) => toon(actief && !VAST.has(veld) ? "knop" : "vast") };
}

function maakFormulier([veld, label, waarde]: Regel, o: Omgeving, klaar: () => void) {
  const { t } = o;
  const id = uniek("veld");
  const melding = h("p", { class: "fout", role: "alert", lang: o.taal });
  const kort = SOORT[veld];
  const invoer = kort
    ? h("input", { id, class: "utrecht-textarea kort", ...kort })
    : h("textarea", { id, class: "utrecht-textarea utrecht-textarea--html-textarea", rows: 3, autocomplete: "off" });
  invoer.value = waarde;
  const stuur = async (nieuw: string) => {
    if (nieuw === waarde) {
      klaar();
      return;
    }
    for (const k of knoppen) k.disabled = true;
    try {
      // Lukt het, dan komt er een nieuwe samenvatting als bericht.
      await o.gesprek.verbeter(veld, nieuw);
      naarNieuwste(o);
    } catch (fout) {
      melding.textContent = (fout instanceof ApiFout && fout.fout) || t.nietGelukt;
    }
    for (const k of knoppen) k.disabled = false;
  };
  const knoppen = [
    h("button", { type: "submit", class: "nl-button nl-button--primary" }, h("span", { class: "nl-button__label" }, t.bewaar)),
    knop(t.laatWeg, () => void stuur("")),
    knop(t.nietWijzigen, klaar, { soort: "licht" }),
  ];
  const el = h(
    "form",
    {
      class: "utrecht-form-field wijzig",
      onsubmit: (e: Event) => {
        e.preventDefault();
        void stuur(invoer.value.trim());
      },
      onkeydown: (e: KeyboardEvent) => {
        if (e.key !== "Escape") return;
        e.stopPropagation();
        klaar();
      },
    },
    h("label", { for: id, class: "utrecht-form-field__label" }, label),
    invoer,
    melding,
    h("div", { class: "rij", lang: o.taal }, ...knoppen),
  );
  return { el, invoer };
}
