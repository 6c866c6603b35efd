import type { OrderRecord } from '#shared/order/records.ts';
import { openHours } from './affair.ts';
import type { World } from './course.ts';
import type { Buyer } from './customers.ts';
import { fill, genderSlots } from './fill.ts';
import { later } from './parcels.ts';
import type { Pen } from './pen.ts';
import { smallTalk } from './says/chat.ts';
import { agent } from './tell.ts';

/** Calls and mails about nothing that needs a case: when does it come, is it guaranteed, thank you. */
export function chat(
  { dice, calendar }: World,
  buyer: Buyer,
  pen: Pen,
  orders: readonly OrderRecord[],
): void {
  const number = buyer.record.phones[0]?.e164 ?? null;
  for (const order of orders) {
    if (!dice.chance(0.115) || order.cancelledAt !== null) continue;
    const at = later(dice, calendar, order.zone, order.placedAt, dice.int(1, 6), openHours(order.zone));
    const arrivals = order.shipments.map((parcel) => parcel.deliveredAt ?? Number.POSITIVE_INFINITY);
    const time = at < Math.min(...arrivals) ? 'before' : at > Math.max(...arrivals) ? 'after' : 'any';
    const channel =
      number === null
        ? 'email'
        : dice.weighted([
            ['call', 74],
            ['email', buyer.record.emails.length > 0 ? 18 : 0],
            ['chat', 8],
          ] as const);
    const { code, notes } = dice.pick(
      smallTalk.filter(
        ({ when, call }) => (when === 'any' || when === time) && (channel === 'call' || !call),
      ),
    );
    const by = agent(dice, buyer, calendar.anchor - at < 40 * 86_400_000);
    const end = pen.talk({
      at,
      by,
      caseId: null,
      channel,
      way: 'in',
      number: channel === 'call' ? number : null,
      minutes: channel === 'email' ? 0 : code === 'cut-off' ? 0.3 : dice.int(1, 5) + dice.next(),
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
