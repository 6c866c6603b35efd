import type { OrderRecord } from '#shared/order/records.ts';
import type { World } from './course.ts';
import type { Buyer } from './customers.ts';
import { fill, genderSlots } from './fill.ts';
import { later } from './parcels.ts';
import type { Pen } from './pen.ts';
import { smallTalk } from './says/money.ts';
import type { StaffId } from './staff.ts';

/** Calls and mails about nothing that needs a case: where is it, is it guaranteed, thank you. */
export function chat(
  { dice, calendar }: World,
  buyer: Buyer,
  pen: Pen,
  orders: readonly OrderRecord[],
  agent: (recent: boolean) => StaffId,
): void {
  const number = buyer.record.phones[0]?.e164 ?? null;
  for (const order of orders) {
    if (!dice.chance(0.115)) continue;
    const at = later(dice, calendar, order.zone, order.placedAt, dice.int(1, 6), [9, 19]);
    const { code, notes } = dice.pick(smallTalk);
    const channel =
      number === null
        ? 'email'
        : dice.weighted([
            ['call', 74],
            ['email', 18],
            ['chat', 8],
          ] as const);
    const by = agent(calendar.anchor - at < 40 * 86_400_000);
    const end = pen.talk({
      at,
      by,
      caseId: null,
      channel,
      way: 'in',
      number: channel === 'call' ? number : null,
      minutes: channel === 'email' ? 0 : dice.int(1, 5) + dice.next(),
      code,
    });
    if (!dice.chance(0.6)) continue;
    const item = order.lines[0]?.title ?? '';
    pen.note(
      end + 40_000,
      by,
      null,
      fill(dice.pick(notes), { ...genderSlots(buyer), order: order.number, item }),
    );
  }
}
