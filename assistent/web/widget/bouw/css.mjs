// Kleine CSS-lezer voor de bouw: splitst regels en houdt alleen selectors over die het element gebruikt.
// De pakketten zijn plat (regels en @media), dus een volledige parser is niet nodig.

/** Splits op een teken, maar niet binnen haakjes. */
export function splits(tekst, teken) {
  const delen = [];
  let diepte = 0;
  let begin = 0;
  for (let i = 0; i < tekst.length; i += 1) {
    if ("([".includes(tekst[i])) diepte += 1;
    else if (")]".includes(tekst[i])) diepte -= 1;
    else if (tekst[i] === teken && diepte === 0) {
      delen.push(tekst.slice(begin, i));
      begin = i + 1;
    }
  }
  return [...delen, tekst.slice(begin)];
}

/** Maak van CSS een lijst {kop, inhoud}; inhoud is de tekst tussen de accolades. */
export function regels(css) {
  const kaal = css.replace(/\/\*[\s\S]*?\*\//g, "");
  const uit = [];
  let diepte = 0;
  let begin = 0;
  let open = 0;
  for (let i = 0; i < kaal.length; i += 1) {
    if (kaal[i] === "{" && diepte++ === 0) open = i;
    else if (kaal[i] === "}" && --diepte === 0) {
      uit.push({ kop: kaal.slice(begin, open).trim(), inhoud: kaal.slice(open + 1, i).trim() });
      begin = i + 1;
    }
  }
  return uit;
}

const klassen = (selector) => [...selector.matchAll(/\.([a-z][\w-]*)/g)].map((m) => m[1]);

/** Houd alleen regels over waarvan alle klassen in `gebruikt` staan. */
export function snoei(css, gebruikt) {
  return regels(css)
    .map(({ kop, inhoud }) => {
      if (kop.startsWith("@")) {
        const binnen = snoei(inhoud, gebruikt);
        return binnen && `${kop}{${binnen}}`;
      }
      const blijft = splits(kop, ",").filter((s) => zonderNiet(klassen, s).every((k) => gebruikt.has(k)));
      return blijft.length > 0 && inhoud ? `${blijft.join(",")}{${inhoud}}` : "";
    })
    .join("");
}

/** Klassen binnen :not(…) hoeven niet gebruikt te zijn. */
function zonderNiet(lees, selector) {
  const niet = new Set([...selector.matchAll(/:not\(([^()]*(?:\([^()]*\))?[^()]*)\)/g)].flatMap((m) => lees(m[1])));
  return lees(selector).filter((k) => !niet.has(k));
}

/** De namen van alle custom properties die met var(…) worden gelezen. */
export function gelezen(css) {
  return [...css.matchAll(/var\(\s*(--[\w-]+)/g)].map((m) => m[1]);
}
