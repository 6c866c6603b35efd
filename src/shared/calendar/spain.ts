import { type Day, dayAt, easterOf } from './day.ts';

/** Autonomous communities and cities, by the last letters of ISO 3166-2:ES. */
export const spanishRegions = {
  AN: 'Andalucía',
  AR: 'Aragón',
  AS: 'Asturias',
  CB: 'Cantabria',
  CE: 'Ceuta',
  CL: 'Castilla y León',
  CM: 'Castilla-La Mancha',
  CN: 'Canarias',
  CT: 'Cataluña',
  EX: 'Extremadura',
  GA: 'Galicia',
  IB: 'Illes Balears',
  MC: 'Región de Murcia',
  MD: 'Comunidad de Madrid',
  ML: 'Melilla',
  NC: 'Navarra',
  PV: 'País Vasco',
  RI: 'La Rioja',
  VC: 'Comunitat Valenciana',
} as const;
export type SpanishRegion = keyof typeof spanishRegions;

/** The first two digits of a postcode are the province (01 to 52, in the old order of their names); its region. */
const provinces =
  'PV CM VC AN CL EX IB CT CL EX AN VC CM AN GA CT CM AN CM PV AN AR AN CL CT RI GA MD AN MC NC GA AS CL CN GA CL CN CB CL AN CL CT AR CM VC CL PV CL AR CE ML'.split(
    ' ',
  ) as SpanishRegion[];

/** The region of a Spanish postcode, or null where it is none. */
export function regionOfPostcode(postcode: string): SpanishRegion | null {
  const found = /^(\d\d)\d{3}$/.exec(postcode.replace(/\s/g, ''));
  return found ? (provinces[Number(found[1]) - 1] ?? null) : null;
}

const everywhere = '1-1 1-6 5-1 8-15 10-12 11-1 12-6 12-8 12-25';

/** The days of a region that are the same every year, and `E` with days from Easter Sunday (-3: Holy Thursday, 1: Easter Monday). */
const everyYear: Record<SpanishRegion, string> = {
  AN: '2-28 E-3',
  AR: '4-23 E-3',
  AS: '9-8 E-3',
  CB: '7-28 9-15 E-3',
  CE: '9-2 E-3',
  CL: '4-23 E-3',
  CM: '5-31 E-3 E60',
  CN: '5-30 E-3',
  CT: '6-24 9-11 12-26 E1',
  EX: '9-8 E-3',
  GA: '5-17 7-25 E-3',
  IB: '3-1 E-3 E1',
  MC: '6-9 E-3',
  MD: '5-2 E-3',
  ML: 'E-3',
  NC: '12-3 E-3 E1',
  PV: 'E-3 E1',
  RI: '6-9 E-3 E1',
  VC: '10-9 E1',
};

/**
 * What regions chose for one year besides: Mondays after a Sunday, Saint Joseph, Saint James. The Directorate General of Labour publishes it in
 * the Boletín Oficial del Estado each October ("relación de fiestas laborales"); these are of the years that decision 0018 says where they were
 * read. A day that could not be made sure of is left out: then an answer is due sooner, never later.
 */
const ofOneYear: Record<number, Partial<Record<SpanishRegion, string>>> = {
  2025: { GA: '', MD: '7-25', NC: '7-25', PV: '7-25', VC: '3-19 6-24', MC: '3-19' },
  2026: {
    AN: '11-2 12-7',
    AR: '11-2 12-7',
    AS: '11-2 12-7',
    CB: '12-7',
    CL: '11-2 12-7',
    CM: '11-2',
    CN: '11-2',
    EX: '11-2 12-7',
    GA: '3-19',
    MC: '3-19 12-7',
    MD: '11-2 12-7',
    ML: '12-7',
    NC: '3-19 11-2',
    PV: '3-19 7-25',
    RI: '12-7',
    VC: '3-19 6-24',
  },
};

/** The holidays of a year in all of Spain and, where it is known, in a region. Town holidays are not known here. */
export function spanishHolidays(year: number, region: SpanishRegion | null): Day[] {
  const own = region === null ? '' : `${everyYear[region]} ${ofOneYear[year]?.[region] ?? ''}`;
  return daysOf(`${everywhere} E-2 ${own}`, year);
}

/** Reads days as they are written above. */
export function daysOf(text: string, year: number): Day[] {
  return text
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => {
      if (one.startsWith('E')) return easterOf(year) + Number(one.slice(1));
      const [month = 1, day = 1] = one.split('-').map(Number);
      return dayAt(year, month, day);
    });
}
