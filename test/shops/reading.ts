import type { NeutralCustomer, NeutralOrder, ReadStep } from '#shops/neutral.ts';
import { type ReadRequest, readOrders } from '#shops/read.ts';
import type { Skip } from '#shops/trouble.ts';

/** A file of these bytes, given in pieces of `size`. */
export function fileOf(content: string | Uint8Array, size = 65_536): ReadRequest['open'] {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return async function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
}

export type Outcome = {
  orders: { row: number; customer: NeutralCustomer; order: NeutralOrder }[];
  skips: Skip[];
  rows: number;
  steps: ReadStep[];
};

/** Reads a whole file. */
export async function readAll(
  content: string | Uint8Array,
  request: Partial<ReadRequest> & Pick<ReadRequest, 'from'>,
  size?: number,
): Promise<Outcome> {
  const outcome: Outcome = { orders: [], skips: [], rows: -1, steps: [] };
  const nothing = {
    mapping: null,
    zone: null,
    country: null,
    shop: null,
    language: 'en',
    bytes: null,
  } as const;
  for await (const step of readOrders({ open: fileOf(content, size), ...nothing, ...request })) {
    outcome.steps.push(step);
    if (step.step === 'order') outcome.orders.push(step);
    if (step.step === 'skip') outcome.skips.push(step.skip);
    if (step.step === 'end') outcome.rows = step.rows;
  }
  return outcome;
}

/** The folder of real shop files, or null where it is absent (which is printed). */
export const sharedData = new URL('../../../shared/data/', import.meta.url);
