/** Hoeveel tekens er nog mogen; geteld zoals de server telt (hele tekens, geen halve emoji). */

export interface Telling {
  over: number;
  /** Pas in beeld als het ertoe doet. */
  tonen: boolean;
  teVeel: boolean;
}

export function tel(tekst: string, maximum: number): Telling {
  const over = maximum - [...tekst].length;
  return { over, tonen: over <= Math.max(100, maximum * 0.2), teVeel: over < 0 };
}
