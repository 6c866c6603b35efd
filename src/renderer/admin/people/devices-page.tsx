import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Company } from '#shared/admin.ts';
import { useWords } from '../../words/words.ts';
import { DeviceList } from './device-list.tsx';
import styles from './people.module.css';
import type { Shown } from './people-dialog.tsx';

/** Every machine at which somebody signed in. */
export function DevicesPage({ company, go }: { company: Company; go: (to: Shown) => void }) {
  const { t } = useWords('people');
  const [person, setPerson] = useState('');
  return (
    <>
      <p className={styles.soft}>{t('devices.help')}</p>
      <div className={styles.filters}>
        <NativeSelect
          label={t('devices.person')}
          value={person}
          onChange={(event) => setPerson(event.currentTarget.value)}
          data={[
            { value: '', label: t('devices.anybody') },
            ...company.people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          data-autofocus
        />
      </div>
      <DeviceList
        company={company}
        of={person === '' ? null : person}
        endAccount={(id) => go({ part: 'people', person: { id, at: 'active' } })}
      />
    </>
  );
}
