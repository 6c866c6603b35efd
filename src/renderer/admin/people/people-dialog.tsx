import { Modal, UnstyledButton } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Company } from '#shared/admin.ts';
import { localeOf, useWords } from '../../words/words.ts';
import { ActsPage } from './acts-page.tsx';
import { DevicesPage } from './devices-page.tsx';
import styles from './people.module.css';
import { PeoplePage } from './people-page.tsx';
import { PersonForm } from './person-form.tsx';
import { PrivacyPage } from './privacy-page.tsx';
import { SkillsPage } from './skills-page.tsx';
import { TeamsPage } from './teams-page.tsx';
import { TroubleLine } from './trouble-line.tsx';
import { useAsked } from './use-admin.ts';

const parts = ['people', 'teams', 'skills', 'devices', 'privacy', 'acts'] as const;
type Part = (typeof parts)[number];

/** What is shown: a part, in it one person (`id` null: a new one; `at`: the field to begin with), or the acts about somebody. */
export type Shown = { part: Part; person?: { id: string | null; at?: 'active' }; about?: string };

type Props = {
  /** Not seen, and left as it is with all that is typed in it, while its person signs in again. */
  isAside: boolean;
  close: () => void;
};

/** People, teams, skills, machines and who did what: all of it at the centre, and so only while it can be reached. */
export function PeopleDialog({ isAside, close }: Props) {
  const { t, language } = useWords('people');
  const { t: frame } = useWords('frame');
  const [shown, go] = useState<Shown>({ part: 'people' });
  const { value, trouble, again } = useAsked('company');
  const company = useMemo(() => value && inOrder(value, localeOf(language)), [value, language]);
  const room = useRef<HTMLDivElement>(null);
  const isThere = company !== null || trouble !== null;
  const nav = useRef<HTMLElement>(null);
  // Whoever goes to another part with the keyboard goes on there; who is on their way to one when the centre answers stays where they are.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when what is shown changes
  useEffect(() => {
    if (nav.current?.querySelector('button:focus:not([aria-current])')) return;
    room.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, [shown, isThere]);
  const { part, person } = shown;

  function page() {
    if (company === null) return trouble === null && <p role="status">{t('asking')}</p>;
    if (part === 'people' && person) {
      const known = company.people.find(({ id }) => id === person.id) ?? null;
      return (
        <PersonForm
          key={person.id}
          company={company}
          known={known}
          at={person.at ?? 'name'}
          go={go}
          changed={again}
        />
      );
    }
    switch (part) {
      case 'people':
        return <PeoplePage company={company} go={go} />;
      case 'teams':
        return <TeamsPage company={company} changed={again} />;
      case 'skills':
        return <SkillsPage company={company} changed={again} />;
      case 'devices':
        return <DevicesPage company={company} go={go} />;
      case 'privacy':
        return <PrivacyPage company={company} close={close} />;
      case 'acts':
        return <ActsPage key={shown.about} company={company} about={shown.about ?? ''} />;
    }
  }

  return (
    <Modal
      opened={!isAside}
      keepMounted
      returnFocus={false}
      onClose={close}
      title={t('title')}
      size="min(1180px, 97vw)"
      closeButtonProps={{ 'aria-label': frame('common.close') }}
    >
      <div className={styles.room} data-writing>
        <nav ref={nav} aria-label={t('parts')}>
          <ul>
            {parts.map((one) => (
              <li key={one}>
                <UnstyledButton
                  className={styles.part}
                  aria-current={one === part ? 'page' : undefined}
                  onClick={() => go({ part: one })}
                >
                  {t(`part.${one}`)}
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </nav>
        <div ref={room} className={styles.page}>
          <TroubleLine trouble={trouble} again={() => void again()} />
          {page()}
        </div>
      </div>
    </Modal>
  );
}

/** Teams by their names: the centre gives them by their ids. */
function inOrder(company: Company, locale: string): Company {
  const { compare } = new Intl.Collator(locale);
  return { ...company, teams: company.teams.toSorted((a, b) => compare(a.name, b.name)) };
}
