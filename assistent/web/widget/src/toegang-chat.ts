/** Ingang van de bundel: maakt <toegang-chat> bekend. Twee keer laden mag. */
import { ToegangChat } from "./element.ts";

if (!customElements.get("toegang-chat")) customElements.define("toegang-chat", ToegangChat);
