/** Toetsenbord: Esc, en binnen het venster blijven als dat het hele scherm vult. */

const BEREIKBAAR = "a[href],button:not([disabled]),input,select,textarea,[tabindex='0']";

function zichtbaar(el: HTMLElement): boolean {
  return el.getClientRects().length > 0;
}

/** Laat Tab rondgaan binnen `vak` zolang `modaal()` waar is. */
export function houdVast(vak: HTMLElement, wortel: ShadowRoot, modaal: () => boolean): void {
  vak.addEventListener("keydown", (e) => {
    if (e.key !== "Tab" || !modaal()) return;
    const alle = [...vak.querySelectorAll<HTMLElement>(BEREIKBAAR)].filter(zichtbaar);
    const eerste = alle[0];
    const laatste = alle[alle.length - 1];
    if (e.shiftKey && (wortel.activeElement === eerste || !vak.contains(wortel.activeElement))) {
      e.preventDefault();
      laatste?.focus();
    } else if (!e.shiftKey && wortel.activeElement === laatste) {
      e.preventDefault();
      eerste?.focus();
    }
  });
}
