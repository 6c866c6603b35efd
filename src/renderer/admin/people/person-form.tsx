import { Button, NativeSelect, PasswordInput, Switch, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Company } from '#shared/admin.ts';
import { role as roles } from '#shared/people.ts';
import type { PersonView } from '#shared/sync/accounts.ts';
import { useDesk } from '../../desk/shell/desk-context.ts';
import { useKey } from '../../keys/use-key.ts';
import { tellDone } from '../../live/notices.ts';
import { useIsHere } from '../../ui/use-is-here.ts';
import { useDraftOf } from '../../use-draft-of.ts';
import { useWords } from '../../words/words.ts';
import { DeviceList } from './device-list.tsx';
import styles from './people.module.css';
import type { Shown } from './people-dialog.tsx';
import { askOf, draftOf, mistakesIn, personDraft } from './person-draft.ts';
import { PersonTeams } from './person-teams.tsx';
import { PersonWays } from './person-ways.tsx';
import { TroubleLine } from './trouble-line.tsx';
import { useAdmin } from './use-admin.ts';
import { newId } from './words-of.ts';

type Props = {
  company: Company;
  /** Null: somebody new. */
  known: PersonView | null;
  /** Where the focus begins. */
  at: 'name' | 'active';
  go: (to: Shown) => void;
  changed: () => Promise<void>;
};

/** One person: who they are, what they may, where they work. Typed things are kept until they are saved; a password is not. */
export function PersonForm({ company, known, at, go, changed }: Props) {
  const { t } = useWords('people');
  const [start] = useState(() => draftOf(known, company));
  const [draft, change, clear] = useDraftOf(`admin.person.${known?.id ?? ''}`, personDraft, start);
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, trouble, run } = useAdmin();
  const isHere = useIsHere();
  const saved = draftOf(known, company);
  const isTyped = JSON.stringify(draft) !== JSON.stringify(saved) || password !== '';
  // Whoever signs in by the company's provider needs none here.
  const { provider } = useDesk().signingIn;
  const wrong = mistakesIn(draft, password, known === null && provider === null);
  const moved = known !== null && [...draft.teams].sort().join() !== [...known.teams].sort().join();
  const name = draft.name.trim();
  const back = () => go({ part: 'people' });

  const form = useRef<HTMLFormElement>(null);

  async function save(): Promise<void> {
    setTried(true);
    if (busy) return;
    if (Object.keys(wrong).length > 0) {
      // On where something is missing, once it is marked.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
      return;
    }
    const id = known?.id ?? newId(draft.login);
    const done = await run({ ask: 'put-person', id, person: askOf(draft, password, company) });
    if (done === null) return;
    const isWhole = clear();
    setPassword((now) => (now === password ? '' : now));
    tellDone(t('saved', { name }));
    // At once: whoever goes elsewhere while the list is asked for is not called back, nor who went or wrote on before it was saved.
    if (isWhole && isHere()) back();
    await changed();
  }
  useKey('save', () => void save());

  return (
    <div className={styles.stack}>
      <form
        ref={form}
        className={styles.form}
        aria-label={known?.name ?? t('person.new')}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className={styles.head}>
          <Button size="compact-sm" variant="default" onClick={back}>
            {t('back')}
          </Button>
          <h2>{known?.name ?? t('person.new')}</h2>
        </div>
        <div className={styles.two}>
          <TextInput
            label={t('person.name')}
            description={t('person.nameHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.name}
            maxLength={200}
            onChange={(event) => change({ name: event.currentTarget.value })}
            error={tried && wrong.name ? t('person.missing') : null}
            data-autofocus={at === 'name' || undefined}
          />
          <TextInput
            label={t('person.login')}
            description={t('person.loginHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.login}
            maxLength={200}
            onChange={(event) => change({ login: event.currentTarget.value })}
            error={tried && wrong.login ? t('person.missing') : null}
          />
          <NativeSelect
            label={t('person.role')}
            value={draft.role}
            onChange={(event) => change({ role: roles.parse(event.currentTarget.value) })}
            data={roles.options.map((one) => ({ value: one, label: t(`role.${one}`) }))}
          />
          <NativeSelect
            label={t('person.level')}
            description={t('person.levelHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={String(draft.level)}
            onChange={(event) => change({ level: Number(event.currentTarget.value) })}
            data={(['1', '2', '3'] as const).map((one) => ({ value: one, label: t(`level.${one}`) }))}
          />
        </div>
        <PersonTeams
          company={company}
          draft={draft}
          change={change}
          isMissing={tried && wrong.teams === true}
        />
        {moved && <p className={styles.note}>{t('person.moves', { name })}</p>}
        <PasswordInput
          label={t(known ? 'person.password' : 'person.passwordFirst')}
          description={t('person.passwordHelp')}
          value={password}
          maxLength={1000}
          autoComplete="new-password"
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={
            tried && wrong.password
              ? password === ''
                ? t('person.noPassword')
                : t('person.short', { n: [...password].length })
              : null
          }
        />
        {known && password !== '' && <p className={styles.note}>{t('person.passwordEnds')}</p>}
        {known && (
          <Switch
            label={t('person.active')}
            description={t('person.activeHelp')}
            checked={draft.active}
            onChange={(event) => change({ active: event.currentTarget.checked })}
            data-autofocus={at === 'active' || undefined}
          />
        )}
        {known?.active && !draft.active && <p className={styles.warn}>{t('person.ends', { name })}</p>}
        <TroubleLine trouble={trouble} />
        <div className={styles.foot}>
          <Button type="submit" loading={busy} disabled={!isTyped}>
            {t('save')}
          </Button>
          <Button
            variant="default"
            disabled={!isTyped || busy}
            onClick={() => {
              clear();
              setPassword('');
            }}
          >
            {t('drop')}
          </Button>
          <span className={styles.soft}>
            {isTyped ? t(password === '' ? 'typed' : 'typedPassword') : t('saveKey')}
          </span>
        </div>
      </form>
      {known && <PersonWays person={known} />}
      {known && (
        <section aria-label={t('person.machines')}>
          <div className={styles.head}>
            <h3>{t('person.machines')}</h3>
            <Button
              size="compact-xs"
              variant="default"
              ml="auto"
              onClick={() => go({ part: 'acts', about: `person:${known.id}` })}
            >
              {t('person.acts')}
            </Button>
          </div>
          <DeviceList
            company={company}
            of={known.id}
            endAccount={(id) => go({ part: 'people', person: { id, at: 'active' } })}
          />
        </section>
      )}
    </div>
  );
}
