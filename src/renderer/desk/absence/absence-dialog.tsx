import { Modal, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { tellers } from '#shared/absence/records.ts';
import type { PersonRecord } from '#shared/people.ts';
import { useView } from '../../live/view.ts';
import { useWords } from '../../words/words.ts';
import { useDesk } from '../shell/desk-context.ts';
import styles from './absence.module.css';
import { AbsenceForm } from './absence-form.tsx';
import { useAbsences, useDayText } from './use-absences.ts';

/** That a person is away, said by themselves; whoever answers for others says it of them too. */
export function AbsenceDialog({ close }: { close: () => void }) {
  const { t } = useWords('centre');
  const { t: frame } = useWords('frame');
  const { person } = useDesk();
  const { value: people = [] } = useView({ view: 'people' });
  const { where } = useAbsences(null);
  const [chosen, choose] = useState(person.id);
  const isTeller = tellers.some((role) => role === person.role);
  const staff = people.filter(({ id }) => where(id).is !== 'gone');
  return (
    <Modal
      opened
      onClose={close}
      title={t('absence.title')}
      size={isTeller ? 760 : 480}
      closeButtonProps={{ 'aria-label': frame('common.close') }}
    >
      <div className={isTeller ? styles.room : undefined} data-writing>
        {isTeller ? (
          <nav aria-label={t('absence.people')}>
            <ul className={styles.people}>
              {staff.map((one) => (
                <li key={one.id}>
                  <UnstyledButton
                    className={styles.person}
                    aria-current={one.id === chosen ? 'true' : undefined}
                    onClick={() => choose(one.id)}
                  >
                    <span>{one.id === person.id ? t('absence.me', { name: one.name }) : one.name}</span>
                    <State person={one} />
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        <AbsenceForm
          key={chosen}
          person={staff.find(({ id }) => id === chosen) ?? person}
          isOwn={chosen === person.id}
          people={staff}
        />
      </div>
    </Modal>
  );
}

function State({ person }: { person: PersonRecord }) {
  const { t } = useWords('centre');
  const dayText = useDayText();
  const presence = useAbsences(null).where(person.id);
  if (presence.is !== 'away') return null;
  return <span className={styles.soft}>{t('absence.until', { day: dayText(presence.away.until) })}</span>;
}
