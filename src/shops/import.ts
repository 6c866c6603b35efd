import type { CustomerRecord, TwinRecord } from '#shared/customer/records.ts';
import type { OrderRecord } from '#shared/order/records.ts';
import type { ImportFormat, ImportReport } from '#shared/sync/import.ts';
import type { ReadStep } from './neutral.ts';
import { type Known, overlay } from './overlay.ts';
import { type Recognition, recognise } from './recognise.ts';
import { sameRecord } from './same.ts';
import type { Skip } from './trouble.ts';
import { type ReportLanguage, whySentence } from './words.ts';

/** More are counted and not listed. */
const mostListed = 1000;

export type ImportedRecord = CustomerRecord | OrderRecord | TwinRecord;

export type ImportRun = {
  /** The records that a step of a reader makes or changes; most often one or two, none when nothing is new. */
  take(step: ReadStep): ImportedRecord[];
  /** Everything taken so far is in the store that `known` asks. Without it the run remembers all of it, which also works. */
  absorbed(): void;
  report(): ImportReport;
  /** The customers of `report`, by id: to join the reports of a file that is brought in by several runs. */
  people(): ReadonlyMap<string, ImportedPerson>;
};

export type ImportedPerson = { guest: boolean; isNew: boolean; changed: boolean; merged: boolean };

/**
 * Turns what a reader gives into records:
 *
 *     const run = importRun({ file, from, language, known, hash });
 *     for await (const step of readOrders(request)) {
 *       batch.push(...run.take(step));
 *       if (batch.length > 5000) { absorb(batch); batch.length = 0; run.absorbed(); }
 *     }
 *     absorb(batch);
 *     return run.report();
 *
 * Importing the same file again yields no record. A state of an order that is older than the known one (`seenAt`), or that tells no
 * time where the known one does (an export after the API), does not replace it. `hash`: see `recognise`.
 */
export function importRun(start: {
  file: string;
  from: ImportFormat;
  language: ReportLanguage;
  known: Known;
  hash: (text: string) => string;
}): ImportRun {
  const known = overlay(start.known);
  const seen = new Map<string, ImportedPerson>();
  const orders = { read: 0, new: 0, changed: 0, unchanged: 0, older: 0, cancellations: 0 };
  const skipped: ImportReport['skipped'] = [];
  let skippedTotal = 0;
  let rows = 0;
  let lines = 0;
  let twins = 0;

  const note = (who: Recognition) => {
    const had = seen.get(who.customer.id);
    const joined = !who.isNew && who.changed && ['email', 'phone', 'name-postcode'].includes(who.by);
    seen.set(who.customer.id, {
      guest: who.customer.guest,
      isNew: had?.isNew ?? who.isNew,
      changed: (had?.changed ?? false) || (who.changed && !who.isNew),
      merged: (had?.merged ?? false) || joined,
    });
  };

  const skip = (one: Skip) => {
    skippedTotal++;
    const { row, rows: lost, field, why } = one;
    const said = { row, rows: lost, field, code: why, why: whySentence(one, start.language) };
    // That the file is cut off is told first, however much else is told.
    if (why === 'cut-off') skipped.unshift(said);
    else if (skipped.length < mostListed) skipped.push(said);
    skipped.splice(mostListed);
  };

  return {
    take(step) {
      if (step.step === 'end') rows = step.rows;
      if (step.step === 'skip') skip(step.skip);
      if (step.step !== 'order') return [];
      const before = known.order(step.order.id);
      const who = recognise(step.customer, step.order.id, before?.customerId ?? null, known, start.hash);
      note(who);
      orders.read++;
      lines += step.order.lines.length;
      if (step.order.kind === 'cancellation') orders.cancellations++;

      const made: ImportedRecord[] = who.changed ? [who.customer] : [];
      for (const twin of who.twins) {
        if (known.hasTwin(twin.id)) continue;
        twins++;
        made.push(twin);
      }
      const order: OrderRecord = { type: 'order', customerId: who.customer.id, ...step.order };
      const state = stateOf(order, before);
      orders[state]++;
      if (state === 'new' || state === 'changed') made.push(order);
      for (const record of made) known.put(record);
      return made;
    },
    absorbed: known.clear,
    people: () => seen,
    report() {
      const people = [...seen.values()];
      return {
        file: start.file,
        from: start.from,
        rows,
        customers: {
          read: people.length,
          new: people.filter((person) => person.isNew).length,
          changed: people.filter((person) => person.changed && !person.isNew).length,
          merged: people.filter((person) => person.merged).length,
          guests: people.filter((person) => person.guest).length,
        },
        orders: { ...orders },
        lines,
        twins,
        skipped: [...skipped],
        skippedTotal,
      };
    },
  };
}

function stateOf(order: OrderRecord, before: OrderRecord | null): 'new' | 'changed' | 'unchanged' | 'older' {
  if (before === null) return 'new';
  if (before.seenAt !== null && (order.seenAt === null || order.seenAt < before.seenAt)) return 'older';
  return sameRecord(order, before) ? 'unchanged' : 'changed';
}
