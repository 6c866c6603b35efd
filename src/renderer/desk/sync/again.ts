import type { CommandAsk } from '#shared/case/commands.ts';
import type { Refusal } from '#shared/case/refusals.ts';
import { readDraft } from '../../drafts.ts';
import {
  type Belongs,
  type NewCaseDraft,
  type NoteDraft,
  newCaseShape,
  noNewCase,
  noNote,
  noProse,
  noSinglePromise,
  noteShape,
  proseShape,
  singlePromiseShape,
} from '../customer/forms/shapes.ts';
import type { Form } from '../customer/screen-state.ts';

/** The form in which something is written again, and the draft that it then holds. */
export type Again = { form: Form; key: string; body: string };

/** Refusals that the same case cannot get over: what was written becomes a note in it, so that it is said all the same. */
const pastIt: ReadonlySet<Refusal['code']> = new Set([
  'already-solved',
  'not-solved',
  'promise-ended',
  'promise-unknown',
]);

/** What is being written there already stays: the old text comes below it. */
const below = (typed: string, text: string): string => {
  if (typed.trim() === '') return text;
  return typed.includes(text) ? typed : `${typed}\n${text}`;
};

/**
 * Where a refused ask can be written again, with its words as the draft. `typed` gives the draft that is under a key now. Null: there is
 * nothing to write.
 */
export function againOf(
  { ask, refusal }: { ask: CommandAsk; refusal: Refusal },
  typed: (key: string) => string | undefined,
): Again | null {
  const { customerId, caseId } = ask;
  const belongs: Belongs = caseId === null ? 'none' : { caseId };
  const note = (text: string, about: NoteDraft['about']): Again | null => {
    if (text.trim() === '') return null;
    const key = `note.${customerId}`;
    const now = readDraft(typed(key), noteShape, noNote);
    const draft = { text: below(now.text, text), about, belongs };
    return { form: { form: 'note', caseId, about }, key, body: JSON.stringify(draft) };
  };
  const prose = (form: 'solve' | 'reopen', text: string): Again | null => {
    if (caseId === null || pastIt.has(refusal.code)) return note(text, 'note');
    const key = `${form}.${caseId}`;
    const now = readDraft(typed(key), proseShape, noProse);
    return { form: { form, caseId }, key, body: JSON.stringify({ text: below(now.text, text) }) };
  };

  switch (ask.type) {
    case 'note.add':
      return note(ask.data.text, ask.data.about);
    case 'case.solve':
      return prose('solve', ask.data.how);
    case 'case.reopen':
      return prose('reopen', ask.data.why);
    case 'incident.call-back':
      return note(ask.data.text, 'note');
    // What was said to a carrier, or came of it, is told in the case all the same.
    case 'claim.open':
    case 'claim.note':
    case 'claim.close':
      return note(ask.data.text, 'note');
    case 'claim.offer':
    // Whoever has the case now reads why it was to go to somebody else, or not to come to this person.
    case 'case.offer':
    case 'case.end-offer':
      return note(ask.data.why, 'note');
    case 'attachment.remove':
      return note(ask.data.why, 'note');
    case 'compensation.give':
    case 'compensation.request':
      return note(ask.data.what, 'note');
    case 'compensation.approve':
    case 'compensation.decline':
    case 'compensation.withdraw':
    case 'promise.end':
    case 'case.apologise':
    case 'case.explain':
    case 'case.find-cause':
    case 'case.answer-supervisor':
      return note(ask.data.text, 'note');
    case 'promise.make': {
      const key = `promise.${customerId}`;
      const now = readDraft(typed(key), singlePromiseShape, noSinglePromise);
      const proof = 'proof' in ask.data ? ask.data.proof : null;
      const draft = { text: below(now.text, ask.data.text), until: ask.data.until, proof, belongs };
      return { form: { form: 'promise', caseId }, key, body: JSON.stringify(draft) };
    }
    case 'case.open': {
      const key = `new-case.${customerId}`;
      const now = readDraft(typed(key), newCaseShape, noNewCase);
      const { subject, words, kind, orderId } = ask.data;
      const draft: NewCaseDraft = {
        kind: now.kind ?? kind,
        failure: now.failure,
        subject: now.subject || subject,
        words: below(now.words, words),
        orderId: now.orderId ?? orderId ?? '',
        solved: now.solved,
      };
      return { form: { form: 'new-case' }, key, body: JSON.stringify(draft) };
    }
    case 'case.ask-supervisor':
      return note(ask.data.words, 'note');
    case 'playbook.answer': {
      const { question, answer } = ask.data;
      return note(`${question.es || question.en} ${answer}`.trim(), 'tried');
    }
    case 'customer.link':
    case 'customer.unlink':
      return note(ask.data.why, 'note');
    // A contact is recorded with its times, not written; nothing is written of the others.
    case 'contact.record':
    case 'case.take':
    case 'claim.take':
    case 'case.tie-incident':
    case 'case.classify':
    case 'playbook.use':
    case 'case.link-order':
    case 'customer.introduce':
    case 'case.tell-key':
    case 'compensation.read-answer':
    case 'time.spend':
    case 'attachment.add':
    case 'customer.set-remark':
    case 'customer.remove-remark':
    case 'customer.add-contact-point':
    case 'customer.remove-contact-point':
    case 'customer.prefer':
    case 'customer.not-twin':
    case 'customer.reveal':
      return null;
  }
}
