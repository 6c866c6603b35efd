import type { Phone } from '#shared/customer/records.ts';
import type { Dice } from './dice.ts';
import type { Country } from './markets.ts';

/**
 * A phone number that nobody seems to have, as a customer might have written it. British ones are of Ofcom's ranges
 * for drama (those of mobiles, 07700 900xxx, are no valid numbers to libphonenumber, so landlines it is), those of the
 * United States are 555-01xx; other countries have no such range, so theirs are pairs of equal digits.
 * @param taken the numbers that others have; the new one is added.
 */
export function phoneOf(dice: Dice, country: Country, taken: Set<string>): Phone {
  let [calling, national, e164] = ['', '', ''];
  do {
    [calling, national] = numberOf(dice, country);
    e164 = `+${calling}${national.replace(/\D/g, '')}`;
  } while (taken.has(e164));
  taken.add(e164);
  return { raw: writing(dice, country, calling, national), e164, country };
}

function pairs(dice: Dice, count: number): string {
  return Array.from({ length: count }, () => String(dice.int(0, 9)).repeat(2)).join(' ');
}

function numberOf(dice: Dice, country: Country): [calling: string, national: string] {
  switch (country) {
    case 'ES':
      return dice.chance(0.85)
        ? [
            '34',
            `${dice.pick(['600', '611', '622', '633', '644', '655', '666', '677', '688', '699'])} ${pairs(dice, 3)}`,
          ]
        : ['34', `${dice.pick(['910', '930', '950', '960', '980'])} ${pairs(dice, 3)}`];
    case 'MX':
      return ['52', `${dice.pick(['55', '33', '81'])} ${pairs(dice, 4)}`];
    case 'AR':
      return ['54', `9 11 ${dice.pick(['22', '33', '44', '55', '66'])} ${pairs(dice, 3)}`];
    case 'CO':
      return ['57', `${dice.pick(['300', '311', '315'])} ${pairs(dice, 3)} ${dice.int(0, 9)}`];
    case 'GB': {
      const area = dice.pick(['20 7946', '113 496', '117 496', '131 496', '141 496', '161 496']);
      return ['44', `${area} 0${dice.digits(3)}`];
    }
    case 'IE':
      return ['353', `85 ${pairs(dice, 3)} ${dice.int(0, 9)}`];
    case 'US':
      return ['1', `${dice.pick(['212', '305', '210', '505', '718'])} 555 01${dice.digits(2)}`];
  }
}

/** Everybody writes numbers in their own way: with the country or without, with dots, or in the manner of years ago. */
function writing(dice: Dice, country: Country, calling: string, national: string): string {
  const plain = national.replaceAll(' ', '');
  const trunk = country === 'GB' || country === 'IE' ? `0${national}` : national;
  const own: readonly string[] =
    country === 'MX'
      ? [`+52 1 ${national}`, `044 ${national}`, national, `01 ${plain}`]
      : country === 'AR'
        ? [`+54 ${national}`, national.replace(/^9 11/, '011 15'), national.replace(/^9 11/, '11')]
        : [trunk, trunk.replaceAll(' ', ''), trunk.replaceAll(' ', '-')];
  // Without its 9 an Argentine number is another one to the library: only writings that mean the mobile are kept.
  const kept = country === 'AR' ? own.slice(0, 2) : own;
  return dice.weighted([
    [dice.pick(kept), 6],
    [`+${calling} ${national}`, 3],
    [`00${calling}${plain}`, 1],
  ]);
}
