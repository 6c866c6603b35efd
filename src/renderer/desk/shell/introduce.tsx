import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { z } from 'zod';
import { send } from '../../live/command.ts';
import { useDraftOf } from '../../use-draft-of.ts';
import { useWords } from '../../words/words.ts';
import styles from './caller-card.module.css';

const shape = z.object({ name: z.string(), email: z.string() });
const empty = { name: '', email: '' };

/** A card for somebody whom no shop knows yet. `done` with the new customer's id and name once it is kept. */
export function Introduce(props: {
  callId: string;
  number: string | null;
  done: (customerId: string, name: string) => void;
}) {
  const { t } = useWords();
  const [said, change, clear] = useDraftOf(`caller.${props.callId}.introduce`, shape, empty);
  const [busy, setBusy] = useState(false);
  const name = said.name.trim();

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name === '' || busy) return;
    setBusy(true);
    const customerId = crypto.randomUUID();
    const data = { name, number: props.number, email: said.email.trim() || null };
    const reply = await send([{ type: 'customer.introduce', customerId, caseId: null, data }]);
    setBusy(false);
    if (!reply.ok) return;
    clear();
    props.done(customerId, name);
  };

  return (
    <form
      className={styles.introduce}
      onSubmit={(event) => void submit(event)}
      aria-labelledby="introduce-title"
    >
      <div className={styles.introduceHead}>
        <h2 id="introduce-title" className={styles.sub}>
          {t('ring.introduce.title')}
        </h2>
        <p className={styles.body}>{t('ring.introduce.body')}</p>
      </div>
      <TextInput
        label={t('ring.introduce.name')}
        value={said.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        maxLength={200}
      />
      <TextInput
        label={t('ring.introduce.email')}
        value={said.email}
        onChange={(event) => change({ email: event.currentTarget.value })}
        maxLength={200}
      />
      <Button type="submit" size="sm" variant="default" disabled={name === ''} loading={busy}>
        {t('ring.introduce.do')}
      </Button>
    </form>
  );
}
