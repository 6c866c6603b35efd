import type { Affair } from './affair.ts';
import type { Item } from './catalogue.ts';
import type { World } from './course.ts';
import type { Buyer } from './customers.ts';
import type { Dice } from './dice.ts';
import { fill, genderSlots } from './fill.ts';
import type { Pen } from './pen.ts';
import type { StaffId } from './staff.ts';

const successes = ['Hecho y avisado.', 'Hecho dentro de plazo.', 'Hecho.', 'Avisado con la respuesta.'];
const excuses = ['No se cumplió en plazo.', 'Se pasó el plazo sin contestar.', 'Se quedó sin hacer.'];

/** Writes the case of an affair. */
export function tell(
  { dice, calendar }: World,
  buyer: Buyer,
  pen: Pen,
  affair: Affair,
  about: { orderId: string; number: string; item: Item; carrier: string },
): void {
  const { code, kind, subjects, words, first, tried, promises, again, endings } = affair.says;
  const number = buyer.record.phones[0]?.e164 ?? null;
  const writes = dice.chance(0.14) && buyer.record.emails.length > 0;
  const channel = number === null || writes ? 'email' : 'call';
  const slots = {
    ...genderSlots(buyer),
    order: about.number,
    carrier: about.carrier,
    item: about.item.title.es,
    ...(channel === 'call'
      ? { Llama: 'Llama', Llamar: 'Llamar', llamada: 'a llamada' }
      : { Llama: 'Escribe', Llamar: 'Escribir', llamada: 'o correo' }),
  };
  const spanish = (list: readonly string[]) => fill(dice.pick(list), slots);
  const own =
    buyer.language === 'en'
      ? words.en
      : buyer.market.country === 'ES'
        ? [...words.es, ...words.spain]
        : words.es;
  const recent = calendar.anchor - affair.firstAt < 40 * 86_400_000;
  const one = agent(dice, buyer, recent);
  const other = dice.chance(0.5) ? one : agent(dice, buyer, recent);
  const talk = { channel, number: channel === 'call' ? number : null } as const;
  const minutes = () => (channel === 'call' ? dice.int(2, 11) + dice.next() : 0);

  const { caseId } = pen.open(affair.firstAt, one, {
    subject: spanish(subjects),
    words: fill(dice.pick(own), { ...slots, item: about.item.title[buyer.language] }),
    kind,
    orderId: about.orderId,
  });
  const end = pen.talk({
    ...talk,
    at: affair.firstAt,
    by: one,
    caseId,
    way: 'in',
    minutes: minutes(),
    code: affair.until === null ? code : 'promise-made',
  });
  if (dice.chance(0.7)) pen.note(end, one, caseId, spanish(tried), 'tried');
  pen.note(end + 70_000, one, caseId, spanish(first));
  const promise =
    affair.until === null ? null : pen.promise(end + 30_000, one, caseId, spanish(promises), affair.until);

  let at = affair.secondAt;
  if (promise !== null && affair.broken) {
    pen.ended(at - 20 * 60_000, one, caseId, promise, 'broken', dice.pick(excuses));
    at = pen.talk({ ...talk, at, by: other, caseId, way: 'in', minutes: minutes(), code: 'complaint' });
    pen.note(at, other, caseId, spanish(again));
  } else {
    if (channel === 'call' && dice.chance(0.22)) {
      pen.talk({
        ...talk,
        at: at - 9 * 60_000,
        by: other,
        caseId,
        way: 'out',
        minutes: null,
        code: 'no-answer',
      });
    }
    at = pen.talk({ ...talk, at, by: other, caseId, way: 'out', minutes: minutes() / 2, code: 'answered' });
    if (promise !== null) pen.ended(at, other, caseId, promise, 'kept', dice.pick(successes));
  }
  const done = Math.max(affair.doneAt, at + 60_000);
  // Whoever was spoken to a moment ago is not called again to say so.
  if (dice.chance(0.6) && done - at > 3 * 3_600_000) {
    pen.talk({
      ...talk,
      at: done,
      by: other,
      caseId,
      way: 'out',
      minutes: minutes() / 3,
      code: affair.ending === 'refund' ? 'refund' : 'answered',
    });
  }
  pen.solve(done + 4 * 60_000, other, caseId, spanish(endings[affair.ending] ?? []));
}

/** Who takes it. Lucía's open cases are those of the stories, with few of the rest. */
export function agent(dice: Dice, { language }: Pick<Buyer, 'language'>, recent: boolean): StaffId {
  return dice.weighted<StaffId>([
    ['lucia', recent ? 3 : 27],
    ['mateo', language === 'en' ? 8 : 27],
    ['aisha', 25],
    ['tom', language === 'en' ? 45 : 18],
  ]);
}
