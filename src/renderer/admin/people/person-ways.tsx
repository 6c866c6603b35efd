import { Button, TextInput } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { PersonView, WaysOfPerson } from '#shared/sync/accounts.ts';
import { focusIsLost } from '../../keys/typing.ts';
import { tellDone } from '../../live/notices.ts';
import { useNewest } from '../../ui/use-newest.ts';
import { useWords } from '../../words/words.ts';
import styles from './people.module.css';
import { SecondFactorForm } from './second-factor-form.tsx';
import { TroubleLine } from './trouble-line.tsx';
import { useAdmin } from './use-admin.ts';

type Provider = NonNullable<WaysOfPerson['provider']>;

/** With what somebody signs in; their app taken away where they lost it, and whom the identity provider means by them. */
export function PersonWays({ person }: { person: PersonView }) {
  const { t } = useWords('people');
  const { trouble, run } = useAdmin();
  const [ways, setWays] = useState<WaysOfPerson | null>(null);
  const [resetting, setResetting] = useState(false);
  const asked = useNewest();
  const again = useCallback(async () => {
    const isNewest = asked();
    const answer = await run({ ask: 'ways', id: person.id });
    if (answer !== null && isNewest()) setWays(answer);
  }, [run, asked, person.id]);
  useEffect(() => void again(), [again]);
  const section = useRef<HTMLElement>(null);
  function close(): void {
    setResetting(false);
    // On where it was asked, or, where nothing is left to ask, in this part.
    requestAnimationFrame(() => {
      if (focusIsLost()) (section.current?.querySelector('button') ?? section.current)?.focus();
    });
  }
  return (
    <section ref={section} className={styles.ways} aria-label={t('ways.title')} tabIndex={-1}>
      <h3>{t('ways.title')}</h3>
      <TroubleLine trouble={trouble} again={() => void again()} />
      {ways === null ? (
        trouble === null && <p role="status">{t('asking')}</p>
      ) : (
        <>
          <p>{t(ways.password ? 'ways.password' : 'ways.noPassword')}</p>
          <div className={styles.foot}>
            <p>{t(ways.secondFactor ? 'ways.app' : 'ways.noApp')}</p>
            {ways.secondFactor && !resetting && (
              <Button size="compact-sm" variant="default" onClick={() => setResetting(true)}>
                {t('ways.reset')}
              </Button>
            )}
          </div>
          {resetting && <SecondFactorForm person={person} changed={again} close={close} />}
          {ways.provider && <Subject person={person} provider={ways.provider} changed={again} />}
        </>
      )}
    </section>
  );
}

type SubjectProps = { person: PersonView; provider: Provider; changed: () => Promise<void> };

/** Whom the provider means by this person, as it says it itself. */
function Subject({ person, provider, changed }: SubjectProps) {
  const { t } = useWords('people');
  const { busy, trouble, run } = useAdmin();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(provider.subject ?? '');
  const typed = text.trim();
  const isNew = typed !== '' && typed !== provider.subject;
  const { name: company } = provider;
  async function link(subject: string | null): Promise<void> {
    if (busy || (await run({ ask: 'link', id: person.id, subject })) === null) return;
    tellDone(t(subject === null ? 'ways.unlinked' : 'ways.linked', { name: person.name, company }));
    await changed();
    // What was typed meanwhile stays.
    setText((now) => (now === text ? (subject ?? '') : now));
    // The button that was pressed has gone, or has nothing to do now.
    if (focusIsLost()) field.current?.focus();
  }
  return (
    <div className={styles.stack}>
      <div className={styles.line}>
        <TextInput
          ref={field}
          label={t('ways.subject', { company })}
          value={text}
          maxLength={255}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && isNew) void link(typed);
          }}
        />
        <Button variant="default" disabled={!isNew} loading={busy && isNew} onClick={() => void link(typed)}>
          {t('ways.link')}
        </Button>
        {provider.subject !== null && (
          <Button variant="default" disabled={busy} onClick={() => void link(null)}>
            {t('ways.unlink')}
          </Button>
        )}
      </div>
      <p className={styles.soft}>
        {t(provider.subject === null ? 'ways.nobodyYet' : 'ways.subjectHelp', { company })} {t('ways.ends')}
      </p>
      <TroubleLine trouble={trouble} />
    </div>
  );
}
