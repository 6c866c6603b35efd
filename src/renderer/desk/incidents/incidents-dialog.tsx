import { Modal } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { mayPublish } from '#shared/rules/records.ts';
import { useView } from '../../live/view.ts';
import { useSay } from '../customer/say.ts';
import { useDesk } from '../shell/desk-context.ts';
import { IncidentForm } from './incident-form.tsx';
import { IncidentList } from './incident-list.tsx';
import { TouchedList } from './touched-list.tsx';

/** What of the incidents is shown: all of them, one being written (`id` null: a new one), or whom one touches. */
export type IncidentPart =
  | { part: 'list' }
  | { part: 'form'; id: string | null }
  | { part: 'touched'; id: string };

/** Known incidents: everybody reads them, those who may publish write and close them. */
export function IncidentsDialog({ close }: { close: () => void }) {
  const say = useSay();
  const { person } = useDesk();
  const [now, go] = useState<IncidentPart>({ part: 'list' });
  const { value: incidents } = useView({ view: 'incidents' });
  const { value: rules } = useView({ view: 'rules' });
  const mayWrite = mayPublish(person.role);
  const chosen = now.part === 'list' ? undefined : incidents?.find(({ content }) => content.id === now.id);
  // Whoever goes to another part with the keyboard goes on there.
  const room = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the part changes
  useEffect(() => {
    room.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [now]);
  const back = () => go({ part: 'list' });
  return (
    <Modal
      opened
      onClose={close}
      title={say.t('incidents.title')}
      size={860}
      closeButtonProps={{ 'aria-label': say.t('form.cancel') }}
    >
      <div ref={room} data-writing>
        {now.part === 'form' && mayWrite ? (
          <IncidentForm
            key={now.id}
            say={say}
            known={chosen ?? null}
            teams={rules?.teams ?? []}
            back={back}
          />
        ) : now.part === 'touched' && chosen ? (
          <TouchedList say={say} incident={chosen} back={back} close={close} />
        ) : (
          <IncidentList say={say} incidents={incidents} mayPublish={mayWrite} go={go} />
        )}
      </div>
    </Modal>
  );
}
