import type { OrderRecord } from '#shared/order/records.ts';
import { affairOf, type Trouble } from './affair.ts';
import { basket } from './buying.ts';
import type { Calendar } from './calendar.ts';
import type { Buyer } from './customers.ts';
import type { Dice } from './dice.ts';
import type { Ledger } from './ledger.ts';
import { lineId, type OrderPlan, orderOf } from './order.ts';
import { type Fate, later, parcelOf, type Way } from './parcels.ts';
import type { Pen } from './pen.ts';
import { tell } from './tell.ts';

export type World = { dice: Dice; calendar: Calendar; ledger: Ledger };

export type Luck = 'fine' | 'late' | 'partial' | 'cancelled' | Trouble;

const luck: readonly (readonly [Luck, number])[] = [
  ['fine', 84.4],
  ['late', 7],
  ['partial', 4],
  ['damaged', 1],
  ['lost', 0.6],
  ['wrong', 0.9],
  ['missing', 1.3],
  ['described', 0.4],
  ['billing', 0.5],
  ['return', 1.2],
  ['cancelled', 1.5],
];

const cashAtTheDoor: ReadonlySet<string> = new Set(['Contra reembolso', 'Contra entrega']);
/** More than any order costs: a refund of all that is left. */
const all = Number.MAX_SAFE_INTEGER;

/**
 * One order of a customer, from the purchase to its end, and what was said about it.
 * @param destined what becomes of it; by chance where it is not given.
 */
export function course(world: World, buyer: Buyer, placedAt: number, pen: Pen, destined?: Luck): OrderRecord {
  const { dice, calendar, ledger } = world;
  const { market, record } = buyer;
  const { zone } = market;
  const known = ledger.known(market);
  const { id, number } = ledger.orderNumber(market, placedAt);
  const lines = basket(dice, calendar.monthOf(zone, placedAt));
  const drawn = destined ?? dice.weighted(luck);
  const unfinished = lines.findIndex(({ item }) => item.assembled);
  const possible = drawn === 'partial' ? lines.length > 1 : drawn === 'missing' ? unfinished >= 0 : true;
  const fate: Luck = possible ? drawn : 'fine';
  const spoken = troubled(fate, dice);
  const method = methodFor(dice, buyer, fate);
  const placedDay = calendar.dayOf(zone, placedAt);
  const promisedDay = calendar.workday(zone, placedDay + dice.int(...market.promise));
  const promisedAt = calendar.at(zone, promisedDay, 20 * 60);
  const leftDay = Math.min(calendar.workday(zone, placedDay + 1), promisedDay - 1);
  const leftAt = Math.max(calendar.at(zone, leftDay, dice.int(15 * 60, 19 * 60)), placedAt + 4 * 3_600_000);
  const cancelledAt = fate === 'cancelled' ? placedAt + dice.int(1, 14) * 3_600_000 : null;
  const whole = lines.map((line, index) => ({ lineId: lineId(id, index), quantity: line.quantity }));
  const carrier = dice.pick(market.carriers);
  const ways: Way[] = [];
  const send = (from: number, to: number, parcelFate: Fate, parts = whole, by = carrier) => {
    const way: Way = {
      market,
      city: record.addresses[0]?.city ?? market.hub,
      leftAt: from,
      endsAt: to,
      fate: parcelFate,
      carrier: by,
      tracking: ledger.tracking(market, by),
      lines: parts,
      promisedAt,
      signedBy: signature(dice, buyer),
    };
    ways.push(way);
    return way;
  };
  const door = (dayFrom: number) =>
    calendar.at(zone, calendar.workday(zone, dayFrom), dice.int(9 * 60, 19 * 60 + 30));

  let arrived = leftAt;
  if (fate !== 'cancelled') {
    const days =
      fate === 'late'
        ? calendar.workday(zone, promisedDay + 1) + (spoken ? 1 : 0) + Math.floor(7 * dice.next() ** 2)
        : dice.int(leftDay + 1, promisedDay);
    arrived = fate === 'lost' ? door(promisedDay + dice.int(5, 9)) : door(days);
    if (arrived > promisedAt && fate !== 'late' && fate !== 'lost')
      arrived = promisedAt - dice.int(10, 300) * 60_000;
    const seen = fate === 'damaged' && lines.length === 1 && dice.chance(0.7);
    const first = fate === 'partial' ? whole.slice(0, -1) : whole;
    send(leftAt, arrived, fate === 'lost' ? 'lost' : seen ? 'damaged' : 'fine', first);
    if (fate === 'partial') {
      const rest = later(dice, calendar, zone, leftAt, dice.int(2, 8), [15, 19]);
      arrived = door(calendar.dayOf(zone, rest) + dice.int(1, 3));
      send(rest, arrived, 'fine', whole.slice(-1), dice.pick(market.carriers));
    }
  }

  const affair = spoken ? affairOf(world, buyer, spoken, { promisedAt, arrived, placedAt }) : null;
  const refunds: OrderPlan['refunds'] = [];
  const one = fate === 'lost' ? null : fate === 'missing' ? unfinished : dice.int(0, lines.length - 1);
  const pieces = lines.flatMap(({ quantity }, line) =>
    one === null || one === line ? [{ line, quantity }] : [],
  );
  const everything = pieces.length === lines.length;
  if (affair?.refundAt) refunds.push({ at: affair.refundAt, pieces, minor: everything ? all : null, method });
  if (affair?.resentAt && affair.receivedAt) {
    const again = pieces.map(({ line, quantity }) => ({ lineId: lineId(id, line), quantity }));
    send(affair.resentAt, affair.receivedAt, 'fine', again, dice.pick(market.carriers));
  }
  const paidAt = cashAtTheDoor.has(method)
    ? arrived
    : placedAt + dice.int(1, method === 'Transferencia' ? 220 : 4) * 60_000;
  const paidBeforeCancelled = cancelledAt !== null && paidAt < cancelledAt && dice.chance(0.7);
  if (paidBeforeCancelled && cancelledAt) {
    refunds.push({ at: cancelledAt + dice.int(1, 30) * 3_600_000, pieces, minor: all, method });
  }
  const shipTo = record.addresses[dice.chance(0.85) ? 0 : record.addresses.length - 1] ?? null;
  const order = orderOf({
    market,
    id,
    number,
    customerId: record.id,
    placedAt,
    lines,
    discount: dice.chance(0.11) ? dice.pick([0.05, 0.1, 0.15]) : 0,
    promisedAt: fate === 'cancelled' ? null : promisedAt,
    paidAt: cancelledAt === null || paidBeforeCancelled ? paidAt : null,
    method,
    failedAt: dice.chance(0.03) ? placedAt : null,
    refunds,
    shipments: ways.map((way, index) => parcelOf(dice, calendar, `${id}:s${index + 1}`, way, known)),
    cancelledAt,
    takenBackAt: fate === 'return' && everything ? (affair?.refundAt ?? null) : null,
    shipTo,
    remark: dice.chance(0.015)
      ? dice.pick([
          'Entregar de 17:00 a 20:00',
          'Es un regalo: sin factura en la caja',
          'Dejar en conserjería',
        ])
      : null,
    known,
    anchor: calendar.anchor,
  });
  const line = lines[one ?? 0];
  if (affair && line)
    tell(world, buyer, pen, affair, { orderId: id, number, item: line.item, carrier: carrier.name });
  return order;
}

/** What the customer speaks to us about, or null. Not every late parcel makes a call. */
function troubled(fate: Luck, dice: Dice): Trouble | null {
  if (fate === 'fine' || fate === 'partial' || fate === 'cancelled') return null;
  return fate !== 'late' || dice.chance(0.2) ? fate : null;
}

/** Nobody pays at the door what never comes to it. */
function methodFor(dice: Dice, { market }: Buyer, fate: Luck): string {
  const method = dice.weighted(market.methods);
  const never = fate === 'cancelled' || fate === 'lost' || fate === 'billing';
  return never && cashAtTheDoor.has(method) ? (market.methods[0]?.[0] ?? method) : method;
}

function signature(dice: Dice, { record, market }: Buyer): string | null {
  const name = record.addresses[0]?.name ?? record.name;
  const other =
    market.language === 'es'
      ? ['Conserjería', 'Un familiar', 'Recepción']
      : ['Reception', 'Neighbour', 'Household member'];
  return dice.weighted([
    [name, 70],
    [null, 17],
    [dice.pick(other), 13],
  ]);
}
