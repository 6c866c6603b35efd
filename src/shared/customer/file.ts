import type { z } from 'zod';
import type { CaseEvent } from '../case/events.ts';
import type { fileEventData } from './file-events.ts';
import type { TwinWhy } from './records.ts';

type Data<T extends keyof typeof fileEventData> = z.infer<(typeof fileEventData)[T]>;

/** Who wrote something and when, by the desk's clock. People are ids. */
type Written = { by: string; at: number };
export type Remark = Written & { id: string; text: string };
/** A phone or an e-mail address that an agent added, as it was written. */
export type ContactPoint = Written & Omit<Data<'customer.contact-point-added.1'>, 'pointId'> & { id: string };
export type Preferred = Data<'customer.preferred.1'>;

/** Somebody said of two records that were linked that they are two people. `hints`: what spoke against it then; null: nobody wrote that down. */
export type Parted = Written & { into: string; why: string; hints: TwinWhy[] | null };

/** What we note about a customer ourselves, as the events left it. Nothing in it is the shops'. */
export type CustomerFile = {
  /** Oldest first. */
  remarks: Remark[];
  points: ContactPoint[];
  preferred: (Preferred & Written) | null;
  /** The record as which this one is shown, and the event that says so. */
  linked: (Written & { into: string; why: string; eventId: string }) | null;
  /** From whom this record was parted, as it was the last time with each. */
  parted: Parted[];
  /** Customers who look alike and are not this one. */
  notTwins: string[];
};

export const emptyFile: CustomerFile = Object.freeze({
  remarks: [],
  points: [],
  preferred: null,
  linked: null,
  parted: [],
  notTwins: [],
});

/** The file after one more event; the very same where the event says nothing of it. */
export function fileAfter(file: CustomerFile, event: CaseEvent): CustomerFile {
  const { by, at } = event;
  switch (event.type) {
    case 'customer.remark-set.1': {
      const { remarkId: id, text, replaces } = event.data;
      // One that is there already came twice.
      const others = file.remarks.filter((one) => one.id !== replaces && one.id !== id);
      return { ...file, remarks: [...others, { id, text, by, at }] };
    }
    case 'customer.remark-removed.1':
      return { ...file, remarks: file.remarks.filter(({ id }) => id !== event.data.remarkId) };
    case 'customer.contact-point-added.1': {
      const { pointId: id, ...point } = event.data;
      const others = file.points.filter((one) => one.id !== id);
      return { ...file, points: [...others, { ...point, id, by, at }] };
    }
    case 'customer.contact-point-removed.1':
      return { ...file, points: file.points.filter(({ id }) => id !== event.data.pointId) };
    case 'customer.preferred.1':
      return { ...file, preferred: { ...event.data, by, at } };
    case 'customer.linked.1':
      return { ...file, linked: { ...event.data, by, at, eventId: event.id } };
    case 'customer.unlinked.1':
    case 'customer.unlinked.2': {
      const hints = event.type === 'customer.unlinked.2' ? event.data.hints : null;
      const { into, why } = event.data;
      const others = file.parted.filter((one) => one.into !== into);
      return { ...file, linked: null, parted: [...others, { into, why, hints, by, at }] };
    }
    case 'customer.not-twin.1': {
      const { otherId } = event.data;
      return file.notTwins.includes(otherId) ? file : { ...file, notTwins: [...file.notTwins, otherId] };
    }
    default:
      return file;
  }
}
