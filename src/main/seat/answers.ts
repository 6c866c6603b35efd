import type { Reply } from '#shared/bridge.ts';
import type { Fault, FaultCode } from '#shared/fault.ts';
import { newRef } from '../log.ts';
import type { StoreAnswer } from '../store-process.ts';

export const done: Reply<null> = { ok: true, value: null };

export const refused = (code: FaultCode, what: string): { ok: false; fault: Fault } => ({
  ok: false,
  fault: { code, what, ref: newRef() },
});

export const nobody = () => refused('bad-input', 'nobody sits here');

export const isDone = (answer: StoreAnswer): boolean => 'reply' in answer && answer.reply.ok;

/** For a log or support; '' where the store said yes. */
export const refOf = (answer: StoreAnswer): string => {
  if ('trouble' in answer) return answer.ref;
  return !answer.reply.ok && 'fault' in answer.reply ? answer.reply.fault.ref : '';
};
