/** De ruimte die echt zichtbaar is: het toetsenbord van een telefoon telt niet mee. */

const LAAG = 420;

/** Houdt --tc-hoogte, --tc-boven en de klasse "laag" bij op `el`; de uitkomst zegt het af. */
export function volgHoogte(el: HTMLElement): () => void {
  const beeld = window.visualViewport;
  const meet = () => {
    const hoogte = beeld?.height ?? window.innerHeight;
    el.style.setProperty("--tc-hoogte", `${Math.round(hoogte)}px`);
    el.style.setProperty("--tc-boven", `${Math.round(beeld?.offsetTop ?? 0)}px`);
    el.classList.toggle("laag", hoogte < LAAG);
  };
  meet();
  const bron: EventTarget = beeld ?? window;
  bron.addEventListener("resize", meet);
  bron.addEventListener("scroll", meet);
  return () => {
    bron.removeEventListener("resize", meet);
    bron.removeEventListener("scroll", meet);
  };
}
