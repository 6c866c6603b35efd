import { Button, Popover, TextInput } from '@mantine/core';
import { IconPhoneCalling } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useWords } from '../../words/words.ts';
import { demoCallers } from './demo-callers.ts';
import styles from './demo-phone.module.css';
import { ringDemo } from './demo-ring.ts';

/** The demo company's phone: a few people with something to tell, any other number, and a hidden one. */
export function DemoPhone() {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const [number, setNumber] = useState('');
  const ring = (from: string): void => {
    setOpen(false);
    void ringDemo(from);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (number.trim() !== '') ring(number.trim());
  };
  return (
    <Popover opened={open} onChange={setOpen} position="top-start" width={400} trapFocus returnFocus={false}>
      <Popover.Target>
        <Button
          fullWidth
          variant="light"
          h="auto"
          mih={30}
          py={4}
          styles={{ label: { whiteSpace: 'normal' } }}
          leftSection={<IconPhoneCalling size={16} aria-hidden="true" />}
          onClick={() => setOpen((now) => !now)}
        >
          {t('demo.phone')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('demo.title')}>
        <h2 className={styles.title}>{t('demo.title')}</h2>
        <p className={styles.body}>{t('demo.body')}</p>
        <ul className={styles.list}>
          {demoCallers.map(({ id, from }) => (
            <li key={id}>
              <button type="button" className={styles.caller} onClick={() => ring(from)}>
                <span className={styles.who}>
                  {t(`demo.callers.${id}.label`)}
                  {id === 'withheld' ? null : <span className={`${styles.number} hilo-number`}>{from}</span>}
                </span>
                <span className={styles.what}>{t(`demo.callers.${id}.what`)}</span>
              </button>
            </li>
          ))}
        </ul>
        <form className={styles.free} onSubmit={submit}>
          <TextInput
            label={t('demo.free')}
            value={number}
            onChange={(event) => setNumber(event.currentTarget.value)}
            inputMode="tel"
            placeholder="+34 …"
          />
          <Button type="submit" size="sm" disabled={number.trim() === ''}>
            {t('demo.ring')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
