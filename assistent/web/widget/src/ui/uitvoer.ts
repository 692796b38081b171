/** Het gesprek meenemen: als bestand, op papier of per mail. */
import { kloktijd } from "../kern/tijd.ts";
import { mailadres, verslag } from "../kern/verslag.ts";
import { vul } from "../talen/talen.ts";
import { h } from "./h.ts";
import { gemeentenaam, vinger, type Omgeving } from "./omgeving.ts";

function titel(o: Omgeving): string {
  return `${o.t.gesprek} – ${vul(o.t.gemeente, { naam: gemeentenaam(o) })}`;
}

export function alsTekst(o: Omgeving): string {
  const { t, taal } = o;
  const datum = o.nu().toLocaleDateString(`${taal}-u-nu-latn`, { dateStyle: "long" });
  return verslag(o.gesprek.stand.berichten, { ...t, kop: `${titel(o)}\r\n${datum}` }, (op) => kloktijd(op, taal, o.nu()));
}

function bestandsnaam(o: Omgeving): string {
  return `gesprek-${o.instellingen.gemeente}-${o.nu().toISOString().slice(0, 10)}.txt`;
}

export function download(o: Omgeving): void {
  const adres = URL.createObjectURL(new Blob([alsTekst(o)], { type: "text/plain;charset=utf-8" }));
  const a = h("a", { href: adres, download: bestandsnaam(o) });
  o.wortel.append(a);
  a.click();
  a.remove();
  window.setTimeout(() => URL.revokeObjectURL(adres), 10_000);
}

/** Een lege mail; het gesprek gaat er als bestand bij. */
export function mail(o: Omgeving): string {
  return mailadres(titel(o), o.t.mailBijlage);
}

/** Bij het mailen: deel het bestand als het apparaat dat kan (true), en bewaar het anders naast de lege mail. */
export function deelBestand(o: Omgeving): boolean {
  try {
    const bestand = new File([alsTekst(o)], bestandsnaam(o), { type: "text/plain" });
    const inhoud = { files: [bestand], title: titel(o) };
    if (vinger() && navigator.canShare?.(inhoud)) {
      navigator.share(inhoud).catch(() => undefined);
      return true;
    }
  } catch {
    // deze browser kent geen bestanden om te delen
  }
  download(o);
  return false;
}

/** Afdrukken vanuit een leeg venster, zodat alleen het gesprek op papier komt en niet de hele pagina. */
export function drukAf(o: Omgeving): void {
  const vel = h("iframe", { class: "stil", "aria-hidden": "true", tabindex: -1 });
  o.wortel.append(vel);
  const pagina = vel.contentDocument;
  const venster = vel.contentWindow;
  if (!pagina || !venster) {
    window.print();
    return;
  }
  pagina.title = titel(o);
  const tekst = pagina.createElement("pre");
  tekst.textContent = alsTekst(o);
  tekst.style.cssText = "white-space:pre-wrap;font:12pt/1.5 sans-serif;margin:0";
  pagina.body.append(tekst);
  venster.addEventListener("afterprint", () => vel.remove());
  window.setTimeout(() => vel.remove(), 120_000);
  venster.focus();
  venster.print();
}
