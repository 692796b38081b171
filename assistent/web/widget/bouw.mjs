// Bouwt ../statisch/bouw/toegang-chat.js: één bestand met code, teksten en stijlen.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { stijlen } from "./bouw/stijlen.mjs";

const hier = (pad) => fileURLToPath(new URL(pad, import.meta.url));
const uit = hier("../statisch/bouw/toegang-chat.js");
const MAXIMUM = 60_000;

await mkdir(hier("../statisch/bouw"), { recursive: true });
await build({
  entryPoints: [hier("src/toegang-chat.ts")],
  outfile: uit,
  bundle: true,
  minify: true,
  format: "iife",
  charset: "utf8",
  // Syntaxis van 2019: telefoons van zes jaar oud lezen dit nog.
  target: "es2019",
  legalComments: "none",
  banner: {
    js: "/*! toegang-chat | EUPL-1.2 | bevat CSS en design tokens van NL Design System en Gemeente Utrecht/Frameless (EUPL-1.2) */",
  },
  plugins: [stijlen(hier("src"))],
});

const bytes = await readFile(uit);
const klein = gzipSync(bytes, { level: 9 });
const gzip = klein.length;
// De dienst stuurt deze versies aan elke browser die ze leest; dat is bijna elke.
await writeFile(`${uit}.gz`, klein);
await writeFile(`${uit}.br`, brotliCompressSync(bytes));
console.log(`toegang-chat.js: ${bytes.length} bytes, ${gzip} gzip (grens ${MAXIMUM})`);
if (gzip > MAXIMUM) {
  console.error("De bundel is te groot geworden.");
  process.exit(1);
}
