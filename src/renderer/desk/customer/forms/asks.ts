import type { CommandAsk } from '#shared/case/commands.ts';
import type { Suggestion } from '#shared/rules/suggested.ts';
import type { NewCaseDraft, WrapUpDraft } from './shapes.ts';

/** What a call of the phone knows, or null for a contact that did not ring here. Milliseconds since 1970. */
export type CallTimes = {
  number: string | null;
  rangAt: number;
  startedAt: number | null;
  endedAt: number | null;
};

export type WrapUpContext = {
  customerId: string;
  call: CallTimes | null;
  now: number;
  /** The case it is for; null for none. Not used for a new one. */
  caseId: string | null;
  /** The order that a new case is about. */
  orderId: string | null;
  /** On whose clock a promise is told. */
  zone: string;
  /** In which the customer is spoken to where nobody chose. */
  language: string;
  newId: () => string;
};

/** The first thing that is missing before a wrap-up can be saved. */
export type Missing = 'code' | 'kind' | 'subject' | 'until';

export function missingIn(draft: WrapUpDraft): Missing | null {
  if (draft.code === null) return 'code';
  if (draft.belongs === 'new' && draft.newCase.kind === null) return 'kind';
  if (draft.belongs === 'new' && draft.newCase.subject.trim() === '') return 'subject';
  return draft.promise.text.trim() !== '' && draft.promise.until === null ? 'until' : null;
}

/** Whether the new case of a wrap-up is solved with it. What is still promised keeps it open. */
export function isSolvedAtOnce({ belongs, newCase, promise }: WrapUpDraft): boolean {
  if (belongs !== 'new' || promise.text.trim() !== '') return false;
  return newCase.solved ?? newCase.kind === 'question';
}

/**
 * Everything that a wrap-up says, to be recorded in one transaction: a new case first, then the contact, the note and the
 * promise in it, and at the end that it is solved: a simple question is a case too, opened and closed in one step. Empty fields say nothing.
 */
export function wrapUpAsks(draft: WrapUpDraft, context: WrapUpContext): CommandAsk[] {
  const { customerId, newId } = context;
  const asks: CommandAsk[] = [];
  let { caseId } = context;
  if (draft.belongs === 'new') {
    caseId = newId();
    asks.push(...openAsks(draft.newCase, { customerId, caseId, orderId: context.orderId }));
  }
  const base = { customerId, caseId };
  asks.push({ ...base, type: 'contact.record', data: { contactId: newId(), ...contactOf(draft, context) } });
  const note = draft.note.trim();
  if (note !== '') asks.push({ ...base, type: 'note.add', data: { text: note, about: 'note' } });
  const text = draft.promise.text.trim();
  const { until, proof } = draft.promise;
  if (text !== '' && until !== null) {
    asks.push({
      ...base,
      type: 'promise.make',
      data: { promiseId: newId(), text, until, proof, zone: context.zone },
    });
  }
  // A longer note stands beside it.
  const how = note.length > 2000 ? '' : note;
  if (isSolvedAtOnce(draft)) asks.push({ ...base, type: 'case.solve', data: { how } });
  return asks;
}

/** The draft as it stands on the screen: where nobody chose, what the order speaks for. */
export function classified(draft: NewCaseDraft, suggestions: readonly Suggestion[]): NewCaseDraft {
  const [best] = suggestions;
  return draft.kind !== null || !best ? draft : { ...draft, kind: best.kind, failure: best.failure };
}

/** What it is about is said at once where a failure was chosen. `subject` and `kind` are there: see `missingIn`. */
export function openAsks(draft: NewCaseDraft, about: Parameters<typeof openAsk>[1]): CommandAsk[] {
  const { kind, failure } = draft;
  const open = openAsk(draft, about);
  if (kind === null || failure === null) return [open];
  const { customerId, caseId } = about;
  return [open, { type: 'case.classify', customerId, caseId, data: { kind, failure } }];
}

/** A new case, as it was written. `subject` and `kind` are there: see `missingIn`. */
export function openAsk(
  draft: NewCaseDraft,
  about: { customerId: string; caseId: string; orderId: string | null },
): CommandAsk {
  return {
    type: 'case.open',
    customerId: about.customerId,
    caseId: about.caseId,
    data: {
      subject: draft.subject.trim(),
      words: draft.words.trim(),
      kind: draft.kind ?? 'other',
      orderId: about.orderId,
    },
  };
}

type ContactData = Extract<CommandAsk, { type: 'contact.record' }>['data'] & { language: string | null };

function contactOf(draft: WrapUpDraft, context: WrapUpContext): Omit<ContactData, 'contactId'> {
  const { call, now } = context;
  const language = draft.language ?? context.language;
  if (!call) {
    const number = draft.number.trim();
    return {
      channel: draft.channel,
      direction: draft.direction,
      number: draft.channel === 'call' && number !== '' ? number : null,
      start: now,
      end: draft.answered ? now : null,
      code: draft.code,
      // Where nobody spoke there was no language.
      language: draft.channel === 'call' && !draft.answered ? null : language,
    };
  }
  // Never answered, whether it is over or still rings: nobody spoke. A wrap-up saved while talking ends the contact now.
  const missed = call.startedAt === null;
  const start = call.startedAt ?? call.rangAt;
  return {
    channel: 'call',
    direction: 'in',
    number: call.number,
    start,
    end: missed ? null : Math.max(call.endedAt ?? now, start),
    code: draft.code,
    language: missed ? null : language,
  };
}
