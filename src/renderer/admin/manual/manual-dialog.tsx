import { Modal, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { rulesOf } from '#shared/rules/of.ts';
import { mayPublish } from '#shared/rules/records.ts';
import { useSay } from '../../desk/customer/say.ts';
import { useVersionWords } from '../../desk/rules/page-foot.tsx';
import { useDesk } from '../../desk/shell/desk-context.ts';
import { useView } from '../../live/view.ts';
import { Authorities } from './authorities.tsx';
import classes from './manual.module.css';
import { ManualEditor } from './manual-editor.tsx';
import { ManualPreview } from './manual-preview.tsx';

/** The compensation manual of a team: what may be given when, by whom, and what it is reckoned with. Those who may publish change it. */
export function ManualDialog({ close }: { close: () => void }) {
  const say = useSay();
  const { person } = useDesk();
  const words = useVersionWords(say);
  const { value: rules } = useView({ view: 'rules' });
  const [chosen, setChosen] = useState<string | null>(null);
  const teams = rules?.teams ?? [];
  const team = chosen ?? teams[0] ?? null;
  const inForce = rules ? rulesOf(rules.records, team).manual : null;
  return (
    <Modal
      opened
      onClose={close}
      title={say.t('manual.title')}
      size={980}
      closeButtonProps={{ 'aria-label': say.t('form.cancel') }}
    >
      <div data-writing className={classes.manual}>
        {teams.length > 1 && (
          <NativeSelect
            size="xs"
            label={say.t('rules.team')}
            value={team ?? ''}
            data={teams}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )}
        {inForce === null ? null : team !== null && mayPublish(person.role) ? (
          <ManualEditor key={team} say={say} team={team} inForce={inForce} />
        ) : (
          <>
            <p className={classes.soft}>
              {words(inForce)} {say.t('rules.readOnly')}
            </p>
            <Authorities manual={inForce.content} />
            <ManualPreview manual={inForce.content} />
          </>
        )}
      </div>
    </Modal>
  );
}
