/**
 * De ruimte die echt zichtbaar is: het toetsenbord van een telefoon telt niet mee, en wie grote letters koos
 * heeft minder ruimte. Gemeten in letters, want dan klopt het bij elke tekstgrootte.
 */

const LAAG = 26;
const SMAL = 18;

export interface Ruimte {
  meet(): void;
  stop(): void;
}

/** Houdt --tc-hoogte, --tc-boven en de klassen "compact" (weinig ruimte) en "smal" (grote letters) bij op `el`. */
export function volgRuimte(el: HTMLElement): Ruimte {
  const beeld = window.visualViewport;
  const bron: EventTarget = beeld ?? window;
  const meet = () => {
    const hoogte = beeld?.height ?? window.innerHeight;
    const letter = Number.parseFloat(getComputedStyle(el).fontSize) || 16;
    const smal = (beeld?.width ?? window.innerWidth) / letter < SMAL;
    el.style.setProperty("--tc-hoogte", `${Math.round(hoogte)}px`);
    el.style.setProperty("--tc-boven", `${Math.round(beeld?.offsetTop ?? 0)}px`);
    el.classList.toggle("smal", smal);
    el.classList.toggle("compact", smal || hoogte / letter < LAAG);
  };
  meet();
  bron.addEventListener("resize", meet);
  bron.addEventListener("scroll", meet);
  return {
    meet,
    stop() {
      bron.removeEventListener("resize", meet);
      bron.removeEventListener("scroll", meet);
    },
  };
}
