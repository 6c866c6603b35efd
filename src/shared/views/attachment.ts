import type { Who } from '../people.ts';

/**
 * A photo or document of a customer. `content`: its bytes are on this machine (`here`), are coming (`done`: bytes so far), can be fetched
 * (`away`), cannot come now (`cannot`: `offline`, `later` while whoever added it has not sent all of it, `unfit` when what lies at the
 * centre or here is not what was added), or are not shown any more (`removed`).
 */
export type AttachmentView = {
  id: string;
  /** The record that it belongs to, of those that are this person. */
  customerId: string;
  caseId: string | null;
  orderId: string | null;
  name: string;
  mime: string;
  bytes: number;
  about: string;
  by: Who;
  at: number;
  removed: { by: Who; why: string; at: number } | null;
  content:
    | { is: 'here' | 'away' | 'removed' }
    | { is: 'coming'; done: number }
    | { is: 'cannot'; why: 'offline' | 'later' | 'unfit' };
  /** Of this desk's own while they are not all at the centre: bytes that are. `refused`: it does not take them. Null: nothing to send. */
  sent: number | 'refused' | null;
};
