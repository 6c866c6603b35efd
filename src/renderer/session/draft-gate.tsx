import { Button } from '@mantine/core';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Fault } from '#shared/fault.ts';
import { restoreCalls } from '../desk/shell/calls.ts';
import { restoreTabs } from '../desk/shell/tabs.ts';
import { drafts } from '../drafts.ts';
import { view } from '../live/bridge.ts';
import { Sheet } from '../ui/sheet.tsx';
import { useWords } from '../words/words.ts';
import { Starting } from './starting.tsx';

/** Lets the desk in once everything that was being typed is back: a screen that came first could write over it. */
export function DraftGate({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const loaded = useStore(drafts.store, (state) => state.loaded);
  const [fault, setFault] = useState<Fault | null>(null);

  const load = useCallback(async () => {
    setFault(null);
    const reply = await view({ view: 'drafts' });
    if (reply.ok) {
      drafts.load(reply.value);
      restoreTabs();
      restoreCalls();
    } else if ('fault' in reply) setFault(reply.fault);
  }, []);
  useEffect(() => {
    if (!loaded) void load();
  }, [loaded, load]);

  if (loaded) return children;
  if (!fault) return <Starting />;
  return (
    <Sheet title={t('session.drafts.title')}>
      <p>{t('session.drafts.body')}</p>
      <p>{t('common.ref', { ref: fault.ref })}</p>
      <Button size="sm" onClick={() => void load()}>
        {t('common.retry')}
      </Button>
    </Sheet>
  );
}
