import type { Language } from '../bridge.ts';
import { displayNames } from '../intl.ts';
import { localeOf } from '../order/format.ts';
import { type Place, taken } from './place.ts';

/** Which holidays were taken into account, in one sentence. */
export function holidaysText(place: Place, language: Language): string {
  const { holidays, country, region } = taken(place);
  const of =
    country === null ? '' : (displayNames(localeOf(language), { type: 'region' }).of(country) ?? country);
  const say = language === 'en' ? english : spanish;
  if (holidays === 'regional') return say.regional(region ?? '');
  return holidays === 'national' ? say.national(of) : say.none;
}

const english = {
  regional: (region: string) => `National holidays and those of ${region}; town holidays are not known.`,
  national: (country: string) => `National holidays of ${country}; regional and town ones are not known.`,
  none: 'Only weekends: where the customer lives is not known, or the holidays there are not.',
};

const spanish = {
  regional: (region: string) => `Festivos nacionales y de ${region}; los locales no se conocen.`,
  national: (country: string) => `Festivos nacionales de ${country}; los regionales y locales no se conocen.`,
  none: 'Solo fines de semana: no se sabe dónde vive el cliente o no se conocen los festivos de allí.',
};
