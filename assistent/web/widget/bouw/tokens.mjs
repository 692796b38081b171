// Kiest uit het thema Voorbeeld alleen de design tokens die de stijlen echt lezen.
import { gelezen, regels } from "./css.mjs";

/** Alle declaraties van custom properties als Map naam -> waarde. */
export function lees(css) {
  const uit = new Map();
  for (const { inhoud } of regels(css)) {
    for (const [, naam, waarde] of inhoud.matchAll(/(--[\w-]+)\s*:\s*([^;]+);?/g)) uit.set(naam, waarde.trim());
  }
  return uit;
}

/** De tokens die `css` nodig heeft, ook die waar andere tokens naar verwijzen. */
export function nodig(css, tokens) {
  const uit = new Map();
  const rij = gelezen(css);
  for (let naam = rij.pop(); naam !== undefined; naam = rij.pop()) {
    const waarde = tokens.get(naam);
    if (waarde === undefined || uit.has(naam)) continue;
    uit.set(naam, waarde);
    rij.push(...gelezen(waarde));
  }
  return uit;
}

/**
 * Maak van rem een veelvoud van --tc-rem. De pagina van de gemeente kan `html{font-size:62.5%}` hebben;
 * zo blijft onze tekst leesbaar, en werkt de knop "Tekst groter" op alles.
 */
export function zonderRem(css) {
  return css.replace(/(?<![\w.-])(-?\d*\.?\d+)rem\b/g, (_, n) => `calc(${n}*var(--tc-rem,1rem))`);
}

/** De tokens als inhoud van een regel, zonder selector. */
export function alsBlok(tokens) {
  return [...tokens].map(([naam, waarde]) => `${naam}:${waarde}`).join(";");
}
