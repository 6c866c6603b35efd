import { drafts } from '../../drafts.ts';
import { send } from '../../live/command.ts';
import { assignCall, calls } from './calls.ts';
import { callerIsKnown } from './tabs.ts';

/** The names under which is kept what is typed on the card of a caller who is not known yet. */
export const callerNoteKey = (callId: string): string => `caller.${callId}.note`;
export const callerSearchKey = (callId: string): string => `caller.${callId}.search`;

/** Says who is calling. False: what was said so far could not be kept as a note of theirs, and nothing changed. */
export async function callerIs(callId: string, customerId: string, name: string | null): Promise<boolean> {
  const text = (drafts.store.getState().bodies[callerNoteKey(callId)] ?? '').trim();
  // the note belongs to the customer before the tab does: if it cannot be kept, both stay here
  if (text !== '') {
    const reply = await send([{ type: 'note.add', customerId, caseId: null, data: { text, about: 'note' } }]);
    if (!reply.ok) return false;
  }
  drafts.clear(callerNoteKey(callId));
  drafts.clear(callerSearchKey(callId));
  // Two presses, or an end of the call meanwhile: said once.
  if (!calls.getState().list.some((one) => one.callId === callId && one.customerId === null)) return true;
  assignCall(callId, customerId, name);
  callerIsKnown(callId, customerId, name);
  return true;
}
