/** Tijden in gewone woorden. */

/** "14:02", of met de dag erbij als het niet vandaag is. */
export function kloktijd(op: string, taal: string, nu: Date): string {
  const moment = new Date(op);
  if (Number.isNaN(moment.getTime())) return "";
  const vandaag = moment.toDateString() === nu.toDateString();
  const dag: Intl.DateTimeFormatOptions = vandaag ? {} : { weekday: "short", day: "numeric", month: "short" };
  const opmaak: Intl.DateTimeFormatOptions = { ...dag, hour: "2-digit", minute: "2-digit", hour12: false };
  try {
    return new Intl.DateTimeFormat(`${taal}-u-nu-latn`, opmaak).format(moment);
  } catch {
    return new Intl.DateTimeFormat("nl", opmaak).format(moment);
  }
}
