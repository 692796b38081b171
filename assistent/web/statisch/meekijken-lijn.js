// De websocket van het meekijkscherm: komt vanzelf terug, en zegt eerlijk wanneer hij weg is.
export class Lijn {
  constructor(pad, { ontvang, open, dicht }) {
    this.adres = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${pad}`;
    this.ontvang = ontvang;
    this.bijOpen = open;
    this.bijDicht = dicht;
    this.wacht = 500;
    this.nr = 0;
    this.gestopt = false;
    this.rij = [];
    this.verbind();
  }

  verbind() {
    if (this.gestopt) return;
    this.ws = new WebSocket(this.adres);
    this.ws.addEventListener("open", () => {
      this.wacht = 500;
      this.bijOpen();
      for (const inhoud of this.rij.splice(0)) this.stuur(inhoud);
    });
    this.ws.addEventListener("message", (e) => this.ontvang(JSON.parse(e.data)));
    this.ws.addEventListener("close", () => {
      if (this.gestopt) return;
      this.bijDicht();
      this.klok = setTimeout(() => this.verbind(), this.wacht);
      this.wacht = Math.min(this.wacht * 2, 15000);
    });
  }

  stuur(inhoud) {
    if (this.ws.readyState !== WebSocket.OPEN) {
      // Een knop die te vroeg of tijdens een storing is ingedrukt doet het alsnog; een notitie gaat vanzelf opnieuw.
      if (inhoud.soort === "doe") this.rij.push(inhoud);
      return false;
    }
    this.ws.send(JSON.stringify({ nr: ++this.nr, ...inhoud }));
    return true;
  }

  stop() {
    this.gestopt = true;
    clearTimeout(this.klok);
    this.ws.close();
  }
}
