import { Select, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { CaseView } from '#shared/views.ts';
import { useView } from '../../../live/view.ts';
import { useDraftOf } from '../../../use-draft-of.ts';
import { offerAsk } from '../cases/can.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import { FormFrame } from './form-frame.tsx';
import { handOverShape, noHandOver } from './shapes.ts';
import { useSave } from './use-save.ts';

/** Asks a colleague by name to take a case. It stays its owner's until they do. */
export function HandOverForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const { say, self } = useScreen();
  const [draft, change, clear] = useDraftOf(`hand-over.${one.id}`, handOverShape, noHandOver);
  const [tried, setTried] = useState(false);
  const { save, saving } = useSave();
  const { value: people = [] } = useView({ view: 'people' });
  const options = people
    .filter(({ id }) => id !== self)
    .map(({ id, name, role }) => ({ value: id, label: `${name} · ${say.t(`handOver.role.${role}`)}` }));
  const isKnown = options.some(({ value }) => value === draft.to);
  const submit = async () => {
    setTried(true);
    if (!isKnown) return;
    const name = people.find(({ id }) => id === draft.to)?.name ?? draft.to;
    if (!(await save([offerAsk(one, draft.to, draft.text.trim())], [say.t('handOver.saved', { name })])))
      return;
    clear();
    onClose();
  };
  return (
    <FormFrame
      title={say.t('handOver.title', { number: caseNumber(one.number) })}
      hint={one.subject}
      action={say.t('handOver.save')}
      saving={saving}
      onSave={() => void submit()}
      onClose={onClose}
    >
      <Select
        label={say.t('handOver.to')}
        description={say.t('handOver.hint')}
        placeholder={say.t('handOver.choose')}
        nothingFoundMessage={say.t('handOver.nobody')}
        data={options}
        searchable
        // Above: what is wrong is said below.
        comboboxProps={{ position: 'top-start' }}
        data-autofocus
        error={tried && !isKnown ? say.t('handOver.missing') : null}
        value={isKnown ? draft.to : null}
        onChange={(to) => change({ to: to ?? '' })}
      />
      <Textarea
        label={say.t('handOver.why')}
        placeholder={say.t('handOver.whyHint')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={2000}
        value={draft.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </FormFrame>
  );
}
