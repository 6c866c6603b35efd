import { useCallback, useRef, useState } from 'react';
import type { CommandAsk } from '#shared/case/commands.ts';
import { send } from '../../../live/command.ts';
import { tellDone } from '../../../live/notices.ts';
import { handOverTime } from '../../shell/work-time.ts';
import { useScreen } from '../screen-context.ts';

/** Saves asks, all or none. `what` is told when it was done; nothing where the screen shows it by itself. `save` answers whether it was done; what went wrong is told to the person by `send`. */
export function useSave(): {
  save: (asks: CommandAsk[], what: readonly string[]) => Promise<boolean>;
  saving: boolean;
} {
  const { say } = useScreen();
  const [saving, setSaving] = useState(false);
  const busy = useRef(false);
  const save = useCallback(
    async (asks: CommandAsk[], what: readonly string[]) => {
      // a second Ctrl+Enter before the answer must not record everything twice
      if (busy.current || asks.length === 0) return false;
      busy.current = true;
      setSaving(true);
      const reply = await send(asks);
      busy.current = false;
      setSaving(false);
      if (reply.ok && what.length > 0) tellDone(say.t('form.saved', { what: say.list(what) }));
      // A contact or a case is over: what it took belongs to it.
      if (reply.ok && asks.some(({ type }) => type === 'contact.record' || type === 'case.solve'))
        handOverTime();
      return reply.ok;
    },
    [say],
  );
  return { save, saving };
}
