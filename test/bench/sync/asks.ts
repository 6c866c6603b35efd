import { randomUUID } from 'node:crypto';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { ExchangeAsk } from '#shared/sync/exchange.ts';
import { chunkShape } from '#store/snapshot/shape.ts';

const text =
  'Called the warehouse: the second parcel is still on the shelf, they send it with the evening lorry.';

/** What an agent writes. */
export const note = (customer: string, words = text): CommandAsk => ({
  type: 'note.add',
  customerId: customer,
  caseId: null,
  data: { text: words, about: 'note' },
});

/** What a desk that has nothing to send asks. */
export const plainAsk = (cursors: ExchangeAsk['cursors']): ExchangeAsk => ({
  v: 1,
  incarnation: randomUUID(),
  cursors,
  commands: [],
  checkpoints: [],
  witnessed: [],
  loads: chunkShape,
});
