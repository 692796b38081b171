/** Elementen maken zonder HTML-tekst: alles van buiten komt er als tekst in, nooit als opmaak. */

export type Kind = Node | string | null | undefined | false;
type Waarde = string | number | boolean | null | undefined | ((e: never) => void);

/** `h("p", {class: "x", onclick: f}, "tekst", kind)`; null, undefined en false laten een attribuut weg. */
export function h<K extends keyof HTMLElementTagNameMap>(
  soort: K,
  eigenschappen: Record<string, Waarde> = {},
  ...kinderen: Kind[]
): HTMLElementTagNameMap[K] {
  const el = document.createElement(soort);
  for (const [naam, waarde] of Object.entries(eigenschappen)) {
    if (typeof waarde === "function") el.addEventListener(naam.slice(2), waarde as (e: Event) => void);
    else if (waarde !== null && waarde !== undefined && waarde !== false) {
      el.setAttribute(naam, waarde === true ? "" : String(waarde));
    }
  }
  voeg(el, ...kinderen);
  return el;
}

export function voeg(el: Element, ...kinderen: Kind[]): void {
  for (const kind of kinderen) if (kind) el.append(kind);
}

/** Vervang alle kinderen; ook op browsers zonder replaceChildren. */
export function vervang(el: Element, ...kinderen: Kind[]): void {
  while (el.firstChild) el.firstChild.remove();
  voeg(el, ...kinderen);
}

/** Zet tekst alleen als die anders is, zodat een schermlezer niets dubbel zegt. */
export function zetTekst(el: Element, tekst: string): void {
  if (el.textContent !== tekst) el.textContent = tekst;
}

let teller = 0;

/** Een id dat in deze shadow root uniek is. */
export function uniek(naam: string): string {
  teller += 1;
  return `tc-${naam}-${teller}`;
}

/** Tekst die alleen een schermlezer leest. */
export function stil(tekst: string): HTMLElement {
  return h("span", { class: "stil" }, tekst);
}
