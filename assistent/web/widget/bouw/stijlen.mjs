// esbuild-plugin: levert "stijl:tokens" en "stijl:regels" als tekst voor de shadow root.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "esbuild";
import { snoei } from "./css.mjs";
import { alsBlok, lees, nodig, zonderRem } from "./tokens.mjs";

const MODULES = fileURLToPath(new URL("../node_modules", import.meta.url));
const PAKKETTEN = [
  "@nl-design-system-candidate/button-css/dist/button.css",
  "@nl-design-system-candidate/heading-css/dist/heading.css",
  "@nl-design-system-candidate/link-css/dist/link.css",
  "@nl-design-system-candidate/paragraph-css/dist/paragraph.css",
  "@nl-design-system-candidate/skip-link-css/dist/skip-link.css",
  "@utrecht/alert-css/dist/index.css",
  "@utrecht/form-field-css/dist/index.css",
  "@utrecht/textarea-css/dist/index.css",
];
const THEMA = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css";
const OUD = ["chrome80", "safari13", "firefox78"];

const pakket = (naam) => readFile(path.join(MODULES, naam), "utf8");

async function bestanden(map, einde) {
  const namen = await readdir(map, { recursive: true });
  return Promise.all(namen.filter((n) => n.endsWith(einde)).sort().map((n) => readFile(path.join(map, n), "utf8")));
}

/** Bouw de twee stukken CSS: de tokens (een blok zonder selector) en de regels. */
export async function maakStijlen(bron) {
  const gebruikt = new Set(
    (await bestanden(bron, ".ts")).join("\n").match(/\b(?:nl|utrecht)-[a-z0-9]+(?:[_-]+[a-z0-9]+)*/g) ?? [],
  );
  const eigen = (await bestanden(path.join(bron, "stijl"), ".css")).join("\n");
  const delen = (await Promise.all(PAKKETTEN.map(pakket))).map((css) => snoei(css, gebruikt));
  const regels = zonderRem(`${delen.join("\n")}\n${eigen}`);
  const tokens = nodig(regels, lees(await pakket(THEMA)));
  const klein = await transform(regels, { loader: "css", minify: true, target: OUD });
  return { tokens: zonderRem(alsBlok(tokens)), regels: klein.code };
}

/** De plugin zelf. */
export function stijlen(bron) {
  return {
    name: "stijlen",
    setup(bouw) {
      bouw.onResolve({ filter: /^stijl:/ }, (vraag) => ({ path: vraag.path, namespace: "stijl" }));
      bouw.onLoad({ filter: /.*/, namespace: "stijl" }, async (vraag) => ({
        contents: (await maakStijlen(bron))[vraag.path.slice("stijl:".length)],
        loader: "text",
      }));
    },
  };
}
