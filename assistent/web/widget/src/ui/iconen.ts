/** De paar pictogrammen die we gebruiken, als paden in een vak van 24 bij 24. */

const PADEN = {
  chat: "M4 4h16a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM7 9h10M7 12.5h6",
  kruis: "M6 6l12 12M18 6L6 18",
  menu: "M4 7h16M4 12h16M4 17h16",
  terug: "M19 12H5M11 6l-6 6 6 6",
  verstuur: "M4 12h14M12 6l6 6-6 6",
  microfoon: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6",
  luid: "M4 10v4h3l5 4V6l-5 4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  stop: "M7 7h10v10H7z",
  omlaag: "M12 5v14M6 13l6 6 6-6",
  telefoon: "M6 3h4l1.5 5-2.5 1.5a11 11 0 0 0 5.5 5.5L16 12.5l5 1.5v4a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 2-2z",
  weg: "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
  mens: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0",
  potlood: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  duim: "M7 11v9H4v-9zM7 11l4-8a2.5 2.5 0 0 1 2.5 2.5V9H19a2 2 0 0 1 2 2.3l-1.2 7A2 2 0 0 1 17.8 20H7",
  duimNiet: "M17 13V4h3v9zM17 13l-4 8a2.5 2.5 0 0 1-2.5-2.5V15H5a2 2 0 0 1-2-2.3l1.2-7A2 2 0 0 1 6.2 4H17",
  makkelijk: "M4 6h16M4 11h10M4 16h6M15 18l2.5 2.5L22 16",
} as const;

export type Icoon = keyof typeof PADEN;

const SVG = "http://www.w3.org/2000/svg";

export function icoon(naam: Icoon): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icoon");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const pad = document.createElementNS(SVG, "path");
  pad.setAttribute("d", PADEN[naam]);
  // De pijlen volgen de leesrichting.
  if (naam === "verstuur" || naam === "terug" || naam === "weg") svg.classList.add("icoon--richting");
  svg.append(pad);
  return svg;
}
