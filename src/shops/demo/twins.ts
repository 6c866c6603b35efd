import type { TwinRecord } from '#shared/customer/records.ts';
import { type Buyer, customerId, mailOf } from './customers.ts';
import type { Dice } from './dice.ts';

/** Some people buy again without signing in: a second customer with the same name and phone, and a hint that they may be one. */
export function twinsOf(
  dice: Dice,
  buyers: readonly Buyer[],
  first: number,
): { buyers: Buyer[]; twins: TwinRecord[] } {
  const known = buyers.filter(({ record }) => !record.guest && record.phones.length > 0);
  const chosen = known.filter(() => dice.chance(0.018));
  const copies = chosen.map((buyer, index): Buyer => {
    const id = customerId(first + index);
    const { name, phones, addresses, keys } = buyer.record;
    const phone = dice.chance(0.6) ? phones.slice(0, 1) : [];
    return {
      ...buyer,
      record: {
        ...buyer.record,
        id,
        name: dice.chance(0.4) && name ? name.toLocaleUpperCase('es') : name,
        phones: phone,
        emails: [mailOf(dice, name ?? 'cliente', id, true)],
        addresses: addresses.slice(0, 1),
        guest: true,
        language: null,
        since: null,
        remark: null,
        keys: keys.map((key) => `${key.replace(':customer:', ':guest:')}9`),
      },
    };
  });
  const twins = copies.map(({ record }, index): TwinRecord => {
    const original = chosen[index]?.record.id ?? record.id;
    return {
      type: 'twin',
      id: `${original}|${record.id}`,
      customerIds: [original, record.id],
      why: record.phones.length > 0 ? 'same-phone' : 'same-name',
    };
  });
  return { buyers: copies, twins };
}
