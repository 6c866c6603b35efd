import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import type { Company } from '#shared/admin.ts';
import { textIn } from '#shared/rules/texts.ts';
import { useKey } from '../../keys/use-key.ts';
import { tellDone } from '../../live/notices.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useDraftOf } from '../../use-draft-of.ts';
import { useWords } from '../../words/words.ts';
import styles from './people.module.css';
import { TroubleLine } from './trouble-line.tsx';
import { useAdmin } from './use-admin.ts';
import { newId } from './words-of.ts';

/** A skill that has no id yet gets one when it is saved: what it is called is known then. */
const row = z.strictObject({ id: z.string(), en: z.string(), es: z.string() });
const shape = z.strictObject({ rows: z.array(row).max(100) });
type Row = z.infer<typeof row>;

type Props = { company: Company; changed: () => Promise<void> };

/** The company's list of skills, in both languages, saved as a whole. */
export function SkillsPage({ company, changed }: Props) {
  const { t, language } = useWords('people');
  const saved: Row[] = company.skills.map(({ id, name }) => ({ id, ...name }));
  const [start] = useState({ rows: saved });
  const [{ rows }, change, clear] = useDraftOf('admin.skills', shape, start);
  const [tried, setTried] = useState(false);
  const [isAdding, setIsAdding] = useState(false);
  const { busy, trouble, run } = useAdmin();
  const isTyped = JSON.stringify(rows) !== JSON.stringify(saved);
  const isEmpty = ({ en, es }: Row) => `${en}${es}`.trim() === '';
  const set = (index: number, fields: Partial<Row>) =>
    change({ rows: rows.map((one, at) => (at === index ? { ...one, ...fields } : one)) });

  async function save(): Promise<void> {
    setTried(true);
    if (busy || !isTyped || rows.some(isEmpty)) return;
    const skills = rows.map(({ id, en, es }) => ({
      id: id === '' ? newId(en.trim() || es) : id,
      name: { en: en.trim(), es: es.trim() },
    }));
    if ((await run({ ask: 'put-skills', skills })) === null) return;
    await changed();
    clear();
    setTried(false);
    tellDone(t('skills.saved'));
  }
  useKey('save', () => void save());

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className={styles.soft}>{t('skills.help')}</p>
      {rows.length === 0 && <EmptyState title={t('skills.empty')} body={t('skills.emptyHelp')} />}
      {rows.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a new row has no id yet, and rows keep their order
        <div key={index} className={styles.line}>
          <TextInput
            label={index === 0 ? t('skills.en') : undefined}
            aria-label={t('skills.enOf', { n: index + 1 })}
            value={one.en}
            maxLength={80}
            onChange={(event) => set(index, { en: event.currentTarget.value })}
            error={tried && isEmpty(one) ? t('skills.missing') : null}
            autoFocus={isAdding && index === rows.length - 1}
          />
          <TextInput
            label={index === 0 ? t('skills.es') : undefined}
            aria-label={t('skills.esOf', { n: index + 1 })}
            value={one.es}
            maxLength={80}
            onChange={(event) => set(index, { es: event.currentTarget.value })}
          />
          <Button
            variant="default"
            aria-label={t('skills.removeOf', { name: textIn(one, language) })}
            onClick={() => change({ rows: rows.filter((_, at) => at !== index) })}
          >
            {t('skills.remove')}
          </Button>
          <span className={styles.soft}>
            {one.id === ''
              ? null
              : t('skills.has', {
                  count: company.people.filter(({ skills }) => skills.includes(one.id)).length,
                })}
          </span>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          disabled={rows.length >= 100}
          onClick={() => {
            // Whoever adds one types what it is called.
            setIsAdding(true);
            change({ rows: [...rows, { id: '', en: '', es: '' }] });
          }}
        >
          {t('skills.add')}
        </Button>
      </div>
      <TroubleLine trouble={trouble} />
      <div className={styles.foot}>
        <Button type="submit" loading={busy} disabled={!isTyped}>
          {t('save')}
        </Button>
        <Button variant="default" disabled={!isTyped || busy} onClick={clear}>
          {t('drop')}
        </Button>
        <span className={styles.soft}>{isTyped ? t('typed') : t('saveKey')}</span>
      </div>
    </form>
  );
}
