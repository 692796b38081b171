/** Veilige adressen maken uit gegevens van de server: kaart, telefoon en website. */

const KAART = "https://www.openstreetmap.org/search?query=";

/** Zoekadres op OpenStreetMap; de plaatsnaam komt erbij als die nog ontbreekt. */
export function kaartadres(waar: string, plaats: string): string {
  const compleet = waar.toLowerCase().includes(plaats.toLowerCase()) ? waar : `${waar}, ${plaats}`;
  return KAART + encodeURIComponent(compleet);
}

/** Een tel:-adres, of null als er geen nummer in staat. */
export function beladres(nummer: string): string | null {
  const cijfers = nummer.replace(/[^\d+]/g, "");
  return /^\+?\d{3,15}$/.test(cijfers) ? `tel:${cijfers}` : null;
}

/** Alleen http en https; al het andere (javascript:, data: …) wordt null. */
export function webadres(adres: string | null | undefined, basis?: string): string | null {
  if (!adres) return null;
  try {
    const url = new URL(adres, basis);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
