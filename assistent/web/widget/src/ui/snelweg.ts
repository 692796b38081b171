/**
 * Snel weg: deze pagina meteen verlaten.
 *
 * Wist alles in de browser en vervangt de pagina in de geschiedenis. Bij de gemeente blijft staan wat er al
 * was: wie om hulp vroeg en snel weg moest, mag die hulp niet kwijtraken. Zonder sleutel kan niemand op dit
 * apparaat er nog bij.
 */
export function gaSnelWeg(adres: string): void {
  // Eerst leeg beeld; laden kan op een oude telefoon even duren.
  document.documentElement.style.setProperty("display", "none", "important");
  document.title = "…";
  try {
    // In een ingebed venster moet de hele pagina weg.
    (window.top ?? window).location.replace(adres);
  } catch {
    window.location.replace(adres);
  }
}
