/** De klok en het toeval als afhankelijkheid, zodat tests de tijd zelf laten lopen. */

export interface Klok {
  nu(): number;
  /** Doe iets na `ms`; de uitkomst zegt het af. */
  na(ms: number, doe: () => void): () => void;
  /** Een getal van 0 tot 1. */
  toeval(): number;
}

export const echteKlok: Klok = {
  nu: () => Date.now(),
  na(ms, doe) {
    const wekker = setTimeout(doe, ms);
    return () => clearTimeout(wekker);
  },
  toeval: () => Math.random(),
};

/** Een uuid; ook op oude telefoons en op pagina's zonder https. */
export function uuid(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = ((b[6] as number) & 0x0f) | 0x40;
  b[8] = ((b[8] as number) & 0x3f) | 0x80;
  const hex = [...b].map((n) => n.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
