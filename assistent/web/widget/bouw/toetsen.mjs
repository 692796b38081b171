// Bouwt de tests naar een tijdelijke map en draait ze met node:test; Node 20 leest zelf geen TypeScript.
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { build } from "esbuild";

const tests = fileURLToPath(new URL("../test", import.meta.url));
const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
const uit = await mkdtemp(path.join(modules, ".toets-"));
try {
  const namen = (await readdir(tests)).filter((n) => /\.test\.(?:ts|mjs)$/.test(n));
  await build({
    entryPoints: namen.map((n) => path.join(tests, n)),
    outdir: uit,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
  const bestanden = (await readdir(uit)).map((n) => path.join(uit, n));
  const { status } = spawnSync(process.execPath, ["--test", ...bestanden], { stdio: "inherit" });
  process.exitCode = status ?? 1;
} finally {
  await rm(uit, { recursive: true, force: true });
}
