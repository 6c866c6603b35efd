import type { CaseEvent } from '#shared/case/events.ts';
import type { StreamState } from '#shared/case/fold.ts';
import { isClaimEvent } from '#shared/claim/fold.ts';
import { daysLate } from '#shared/promise/burning.ts';
import type { PromiseNow } from '#shared/promise/fold.ts';
import type { StoryKind } from '#shared/views/story.ts';
import { claimEntry } from './claim-entries.ts';
import { told } from './file-entries.ts';

/** One row of `story`, before it is written. `data` is the part of a `StoryEntry` that is its kind's own. */
export type StoryRow = {
  id: string;
  at: number;
  kind: StoryKind;
  caseId: string | null;
  orderId: string | null;
  by: string | null;
  data: object;
};

/** The entry of one event, told with what its stream came to: a promise shows its state of today where it was made. */
export function entryOf(event: CaseEvent, state: StreamState): StoryRow | null {
  if (isClaimEvent(event)) return claimEntry(event, state);
  const base = { id: event.id, at: event.at, caseId: event.caseId, orderId: null, by: event.by };
  const number = state.case?.number ?? '';
  const subject = state.case?.subject ?? '';
  switch (event.type) {
    case 'case.opened.1': {
      const { words, kind, orderId } = event.data;
      return {
        ...base,
        kind: 'case-opened',
        orderId,
        data: {
          number: event.data.number,
          subject: event.data.subject,
          words,
          caseKind: kind,
          failure: kind === state.case?.kind ? state.case.failure : null,
        },
      };
    }
    case 'contact.recorded.1':
    case 'contact.recorded.2': {
      const { channel, direction, start, end, code } = event.data;
      const seconds = end === null ? null : Math.max(0, Math.round((end - start) / 1000));
      return {
        ...base,
        at: start,
        kind: 'contact',
        data: {
          channel,
          direction,
          number: event.data.number,
          seconds,
          code,
          language: 'language' in event.data ? event.data.language : null,
        },
      };
    }
    case 'note.added.1':
      return { ...base, kind: 'note', data: event.data };
    case 'promise.made.1':
    case 'promise.made.2': {
      const { promiseId, text, until } = event.data;
      const now = state.promises.find((p) => p.id === promiseId);
      const orderId = now?.proof?.orderId ?? null;
      const told = { state: now?.state ?? 'pending', proof: now?.proof?.event ?? null, late: lateOf(now) };
      return { ...base, orderId, kind: 'promise', data: { text, until, ...told } };
    }
    case 'promise.ended.1': {
      const { promiseId, outcome, text } = event.data;
      const now = state.promises.find((p) => p.id === promiseId);
      const data = {
        text,
        promise: now?.text ?? '',
        state: outcome,
        proof: now?.proof?.event ?? null,
        late: lateOf(now),
      };
      return { ...base, orderId: now?.proof?.orderId ?? null, kind: 'promise-ended', data };
    }
    case 'order.linked.1':
      return { ...base, kind: 'order-linked', orderId: event.data.orderId, data: { number } };
    case 'case.solved.1':
    case 'case.solved.2': {
      const released = ('released' in event.data ? event.data.released : []).map(({ promiseId, said }) => ({
        promise: state.promises.find((p) => p.id === promiseId)?.text ?? '',
        said,
      }));
      return { ...base, kind: 'case-solved', data: { number, subject, text: event.data.how, released } };
    }
    case 'case.key-told.1':
      return { ...base, kind: 'case-key-told', data: { number, subject } };
    case 'case.reopened.1':
      return { ...base, kind: 'case-reopened', data: { number, subject, text: event.data.why } };
    case 'case.offered.1':
      return {
        ...base,
        kind: 'case-offered',
        data: { number, subject, text: event.data.why, other: event.data.to },
      };
    case 'case.taken.1':
      return { ...base, kind: 'case-taken', data: { number, subject, other: event.data.from } };
    case 'case.offer-ended.1': {
      const { outcome, why } = event.data;
      return { ...base, kind: 'case-offer-ended', data: { number, subject, text: why, outcome } };
    }
    case 'attachment.added.1': {
      const { attachmentId, name, mime, bytes, orderId, about } = event.data;
      const removed = state.attachments.find(({ id }) => id === attachmentId)?.removed?.why ?? null;
      return {
        ...base,
        kind: 'attachment',
        orderId,
        data: { attachmentId, name, mime, bytes, text: about, removed },
      };
    }
    case 'attachment.removed.1': {
      const { attachmentId, why } = event.data;
      const name = state.attachments.find(({ id }) => id === attachmentId)?.name ?? '';
      return { ...base, kind: 'attachment-removed', data: { name, text: why } };
    }
    case 'case.classified.1':
      // What is chosen while the case is opened is told there: its commands are recorded within moments.
      if (state.case && event.at - state.case.openedAt < 2000) return null;
      return {
        ...base,
        kind: 'case-classified',
        data: { number, caseKind: event.data.kind, failure: event.data.failure },
      };
    case 'playbook.answered.1': {
      const { question, answer } = event.data;
      return { ...base, kind: 'playbook-answered', data: { question, answer } };
    }
    case 'case.apologised.1':
      return { ...base, kind: 'apologised', data: event.data };
    case 'case.explained.1':
      return { ...base, kind: 'explained', data: event.data };
    case 'case.cause-found.1':
      return { ...base, kind: 'cause-found', data: event.data };
    case 'case.supervisor-asked.1':
      return { ...base, kind: 'supervisor-asked', data: { number, text: event.data.words } };
    case 'case.supervisor-answered.1':
      return { ...base, kind: 'supervisor-answered', data: { number, text: event.data.text } };
    case 'compensation.given.1':
    case 'compensation.given.2':
    case 'compensation.requested.1':
    case 'compensation.requested.2': {
      const { compensationId, remedy, amount, cost, orderId, what, stop } = event.data;
      const now = state.case?.compensations.find((one) => one.compensationId === compensationId);
      const asked = event.type === 'compensation.requested.1' || event.type === 'compensation.requested.2';
      return {
        ...base,
        kind: 'compensation',
        orderId,
        data: {
          remedy,
          amount,
          cost,
          ...('besides' in event.data ? { besides: event.data.besides } : {}),
          text: what,
          checked: stop?.checked ?? null,
          why: asked && event.data.why !== '' ? event.data.why : null,
          asked,
          state: now?.state ?? 'given',
          less: now?.state === 'given' && now.askedFor ? now.amount : null,
        },
      };
    }
    case 'compensation.approved.1':
    case 'compensation.approved.2':
    case 'compensation.declined.1':
    case 'compensation.withdrawn.1': {
      const { compensationId, text } = event.data;
      const one = state.case?.compensations.find((each) => each.compensationId === compensationId);
      const answer = answers[event.type];
      return {
        ...base,
        kind: 'compensation-answered',
        orderId: one?.orderId ?? null,
        data: {
          answer,
          remedy: one?.remedy ?? null,
          amount: one?.amount ?? null,
          askedFor: answer === 'approved' ? (one?.askedFor ?? null) : null,
          text,
        },
      };
    }
    case 'case.tied-to-incident.1':
      return { ...base, kind: 'incident-tied', data: { number, incidentId: event.data.incidentId } };
    case 'incident.called-back.1':
      return { ...base, kind: 'incident-called-back', data: event.data };
    case 'fact.flagged.1':
      return { ...base, kind: 'flag', data: { why: event.data.why } };
    case 'playbook.used.1':
    case 'customer.introduced.1':
    case 'time.spent.1':
    case 'compensation.answer-read.1':
      return null;
    case 'customer.remark-set.1':
      return told(base, event.data.replaces === null ? 'remark' : 'remark-changed', event.data.text);
    case 'customer.remark-removed.1':
      return told(base, 'remark-removed', event.data.text);
    case 'customer.contact-point-added.1': {
      const { kind, value, label } = event.data;
      return told(base, kind, value, { label: label === '' ? null : label });
    }
    case 'customer.contact-point-removed.1':
      return told(base, `${event.data.kind}-removed`, event.data.value);
    case 'customer.preferred.1':
      return told(base, 'preferred', null, { preferred: event.data });
    case 'customer.linked.1':
    case 'customer.unlinked.1':
    case 'customer.unlinked.2': {
      const { into, why } = event.data;
      const what = event.type === 'customer.linked.1' ? 'linked' : 'unlinked';
      return told(base, what, why === '' ? null : why, { whom: into });
    }
    case 'customer.not-twin.1':
      return told(base, 'not-twin', null, { whom: event.data.otherId });
    case 'customer.revealed.1':
      return { ...base, kind: 'revealed', data: { why: event.data.why } };
  }
}

function lateOf(promise: PromiseNow | undefined): number {
  return promise ? daysLate(promise, promise.zone ?? 'UTC') : 0;
}

const answers = {
  'compensation.approved.1': 'approved',
  'compensation.approved.2': 'approved',
  'compensation.declined.1': 'declined',
  'compensation.withdrawn.1': 'withdrawn',
} as const;
