import assert from "node:assert/strict";
import { test } from "node:test";
import { gelezen, regels, snoei, splits } from "../bouw/css.mjs";
import { lees, nodig, zonderRem } from "../bouw/tokens.mjs";

test("alleen regels met gebruikte klassen blijven", () => {
  const css = ".a{x:1}.b{x:2}.a,.b{x:3}.a:not(.b){x:4}@media print{.a{x:5}.b{x:6}}@media screen{.b{x:7}}";
  assert.equal(snoei(css, new Set(["a"])), ".a{x:1}.a{x:3}.a:not(.b){x:4}@media print{.a{x:5}}");
});

test("een komma tussen haakjes splitst niet", () => {
  assert.deepEqual(splits(".a:is(.b,.c),.d", ","), [".a:is(.b,.c)", ".d"]);
  assert.deepEqual(regels("/* .x{} */ .a { b: c }"), [{ kop: ".a", inhoud: "b: c" }]);
});

test("tokens komen mee met wat ze zelf nodig hebben, en niet meer", () => {
  const tokens = lees(".thema{--a: var(--b); --b: #fff; --c: red}");
  assert.deepEqual([...nodig(".x{color:var(--a, blue)}", tokens).keys()], ["--a", "--b"]);
  assert.deepEqual(gelezen("var( --a ) var(--b-c, var(--d))"), ["--a", "--b-c", "--d"]);
});

test("rem hangt niet af van de pagina", () => {
  assert.equal(zonderRem("margin:-0.5rem 2rem;--x-1rem:3px"), "margin:calc(-0.5*var(--tc-rem,1rem)) calc(2*var(--tc-rem,1rem));--x-1rem:3px");
});
