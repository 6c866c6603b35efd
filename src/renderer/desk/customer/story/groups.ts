import type { StoryEntry, StoryKind } from '#shared/views/story.ts';

/** What a filter chip of the story stands for. `calls` are contacts of every channel. */
export type StoryGroup =
  | 'calls'
  | 'notes'
  | 'files'
  | 'cases'
  | 'promises'
  | 'claims'
  | 'orders'
  | 'deliveries'
  | 'payments';

export const storyGroups: readonly StoryGroup[] = [
  'calls',
  'notes',
  'files',
  'cases',
  'promises',
  'claims',
  'orders',
  'deliveries',
  'payments',
];

const groupOfKind: Record<StoryKind, StoryGroup | null> = {
  contact: 'calls',
  note: 'notes',
  attachment: 'files',
  'attachment-removed': 'files',
  file: 'notes',
  'case-opened': 'cases',
  'case-solved': 'cases',
  'case-key-told': 'cases',
  'case-reopened': 'cases',
  'order-linked': 'cases',
  'case-offered': 'cases',
  'case-taken': 'cases',
  'case-offer-ended': 'cases',
  'case-classified': 'cases',
  'playbook-answered': 'notes',
  apologised: 'cases',
  explained: 'cases',
  'cause-found': 'cases',
  'supervisor-asked': 'cases',
  'supervisor-answered': 'cases',
  promise: 'promises',
  'promise-ended': 'promises',
  'incident-tied': 'cases',
  'incident-called-back': 'calls',
  'claim-opened': 'claims',
  'claim-noted': 'claims',
  'claim-closed': 'claims',
  'claim-offered': 'claims',
  'claim-offer-ended': 'claims',
  'claim-taken': 'claims',
  order: 'orders',
  'order-cancelled': 'orders',
  payment: 'payments',
  shipment: 'deliveries',
  tracking: 'deliveries',
  compensation: 'cases',
  'compensation-answered': 'cases',
  flag: 'cases',
  revealed: 'notes',
  newer: null,
};

/** The chip that an entry belongs to; null for what this version does not understand (shown when no chip is chosen). */
export function groupOf(kind: StoryKind): StoryGroup | null {
  return groupOfKind[kind];
}

/** How many entries each chip stands for, of the entries that are here. */
export function countGroups(entries: readonly StoryEntry[]): Record<StoryGroup, number> {
  const counts = {
    calls: 0,
    notes: 0,
    files: 0,
    cases: 0,
    promises: 0,
    claims: 0,
    orders: 0,
    deliveries: 0,
    payments: 0,
  };
  for (const entry of entries) {
    const group = groupOfKind[entry.kind];
    if (group) counts[group] += 1;
  }
  return counts;
}
