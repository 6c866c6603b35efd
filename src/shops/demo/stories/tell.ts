import type { EventEnvelope } from '#shared/case/events.ts';
import type { CustomerRecord } from '#shared/customer/records.ts';
import type { Record } from '#shared/wire.ts';
import { chat } from '../chat.ts';
import { course, type World } from '../course.ts';
import { type Buyer, customerId } from '../customers.ts';
import { type Market, markets } from '../markets.ts';
import { penOf } from '../pen.ts';
import { storyOrder } from './order.ts';
import { perform } from './perform.ts';
import type { Story, When } from './story.ts';

/** Turns a hand-written story into records and events. `n` is the number of its customer, from 1. */
export function tellStory(
  world: World,
  story: Story,
  n: number,
): { records: Record[]; events: EventEnvelope[] } {
  const market: Market = markets[story.country];
  const moment = momentsOf(world, market.zone);
  const customer = customerOf(story, n, moment);
  const pen = penOf(world.dice.fork('pen'), customer.id, world.calendar.anchor);
  const slots: { [slot: string]: string } = {};
  const orderIds = new Map<string, string>();
  const own = story.orders.map((plan) => {
    const order = storyOrder(world, market, customer, plan, moment);
    slots[plan.key] = order.number;
    for (const [index, parcel] of order.shipments.entries())
      slots[`${plan.key}.t${index + 1}`] = parcel.tracking ?? '';
    orderIds.set(plan.key, order.id);
    return order;
  });
  perform(story, {
    pen,
    moment,
    orderIds,
    slots,
    number: customer.phones[0]?.e164 ?? null,
    currency: market.currency,
  });

  const buyer: Buyer = {
    record: customer,
    market,
    woman: false,
    language: story.language ?? market.language,
  };
  const routine = routineTimes(world, story, moment).map((at) => course(world, buyer, at, pen, 'fine'));
  chat(world, buyer, pen, routine);
  return { records: [customer, ...routine, ...own], events: pen.events() };
}

/** Reads a `When`. @throws RangeError when it is none. */
export function momentsOf({ calendar }: Pick<World, 'calendar'>, zone: string): (when: When) => number {
  return (when) => {
    const ago = /^now-(\d+)h$/.exec(when);
    if (ago) return calendar.anchor - Number(ago[1]) * 3_600_000;
    const [, days, years, hour = '20', minute = '00'] = /^([+-]\d+)(y?)(?: (\d\d):(\d\d))?$/.exec(when) ?? [];
    if (days === undefined) throw new RangeError(`not a moment of a story: ${when}`);
    return calendar.at(zone, Number(days) * (years ? 365 : 1), Number(hour) * 60 + Number(minute));
  };
}

function customerOf(story: Story, n: number, moment: (when: When) => number): CustomerRecord {
  const shop = markets[story.country].shop;
  return {
    type: 'customer',
    id: customerId(n),
    name: story.name,
    emails: [...story.emails],
    phones: story.phones.map(([raw, e164, country = story.country]) => ({ raw, e164, country })),
    addresses: story.addresses.map((address) => ({
      ...address,
      lines: [...address.lines],
      name: story.attention ?? story.name,
      company: story.attention ? story.name : null,
      country: story.country,
    })),
    guest: story.guest ?? false,
    language: story.language,
    since: story.since === null ? null : moment(story.since),
    remark: story.remark ?? null,
    keys: [`${shop}:${story.guest ? 'guest' : 'customer'}:${10_000 + n * 13}`],
  };
}

/** Evenly spread, each moved a little, by day. */
function routineTimes(
  { dice, calendar }: World,
  { routine, country }: Story,
  moment: (when: When) => number,
): number[] {
  if (!routine) return [];
  const { zone } = markets[country];
  const [from, to] = [moment(routine.from), moment(routine.to)];
  const step = (to - from) / routine.count;
  return Array.from({ length: routine.count }, (_, index) => {
    const at = from + step * (index + 0.9 * dice.next());
    return calendar.at(zone, calendar.dayOf(zone, at), dice.int(8 * 60, 22 * 60));
  });
}
