import { displayNames } from '../intl.ts';
import { localeOf } from '../order/format.ts';
import type { Language } from '../settings.ts';
import { taken } from './place.ts';
import type { WorkCalendar } from './working-days.ts';

/** Which holidays were taken into account, in one sentence. */
export function holidaysText({ place, own }: WorkCalendar, language: Language): string {
  const { holidays, country, region } = taken(place);
  const of =
    country === null ? '' : (displayNames(localeOf(language), { type: 'region' }).of(country) ?? country);
  const say = language === 'en' ? english : spanish;
  const known =
    holidays === 'regional'
      ? say.regional(region ?? '')
      : holidays === 'national'
        ? say.national(of)
        : say.none;
  return own && own.size > 0 ? `${known} ${say.own}` : known;
}

const english = {
  regional: (region: string) => `National and regional holidays (${region}); town holidays are not known.`,
  national: (country: string) => `National holidays of ${country}; regional and town ones are not known.`,
  own: 'And the free days of the company.',
  none: 'Only weekends: where the customer lives is not known, or the holidays there are not.',
};

const spanish = {
  regional: (region: string) => `Festivos nacionales y regionales (${region}); los locales no se conocen.`,
  national: (country: string) => `Festivos nacionales de ${country}; los regionales y locales no se conocen.`,
  own: 'Y los días libres de la empresa.',
  none: 'Solo fines de semana: no se sabe dónde vive el cliente o no se conocen los festivos de allí.',
};
