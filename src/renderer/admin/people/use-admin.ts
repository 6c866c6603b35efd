import { useCallback, useEffect, useRef, useState } from 'react';
import type { AdminAnswers, AdminAsk, AdminAskName, AdminTrouble } from '#shared/admin.ts';
import { admin } from '../../live/bridge.ts';
import { wantFresh } from '../../live/fresh.ts';
import { tellFault, tellRefusal } from '../../live/notices.ts';

/** What the centre answered; true where it did what was asked and has nothing to say. */
type Got<A extends AdminAskName> = null extends AdminAnswers[A] ? true : AdminAnswers[A];

/** `run`: the centre's answer, or null where it did not do it; why is then in `trouble`, or told as a notice. */
export type Asking = {
  busy: boolean;
  trouble: AdminTrouble | null;
  run: <A extends AdminAskName>(ask: Extract<AdminAsk, { ask: A }>) => Promise<Got<A> | null>;
};

/** Asks the centre in an admin's name, one thing after the other. */
export function useAdmin(): Asking {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<AdminTrouble | null>(null);
  // Whoever comes back has signed in, or will be asked again.
  useEffect(() => setTrouble((now) => (now?.what === 'fresh-sign-in' ? null : now)), []);
  const run = useCallback<Asking['run']>(
    async <A extends AdminAskName>(ask: Extract<AdminAsk, { ask: A }>) => {
      setBusy(true);
      const reply = await admin(ask);
      setBusy(false);
      if (!reply.ok) {
        if ('fault' in reply) tellFault(reply.fault);
        else tellRefusal(reply.refusal, true);
        return null;
      }
      setTrouble(reply.value.done ? null : reply.value.trouble);
      if (!reply.value.done && reply.value.trouble.what === 'fresh-sign-in') wantFresh();
      return reply.value.done ? ((reply.value.answer ?? true) as Got<A>) : null;
    },
    [],
  );
  return { busy, trouble, run };
}

/** What the centre says to one question that only reads, asked when the screen opens and again when it is wanted. */
export function useAsked<A extends 'company' | 'devices' | 'privacy' | 'holdings'>(ask: A) {
  const { busy, trouble, run } = useAdmin();
  const [value, setValue] = useState<AdminAnswers[A] | null>(null);
  const newest = useRef(0);
  const again = useCallback(async () => {
    newest.current += 1;
    const mine = newest.current;
    const answer = await run({ ask } as Extract<AdminAsk, { ask: A }>);
    if (answer !== null && mine === newest.current) setValue(answer as AdminAnswers[A]);
  }, [ask, run]);
  useEffect(() => void again(), [again]);
  return { value, busy, trouble, again };
}
