import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Company } from '#shared/admin.ts';
import { useWords } from '../../words/words.ts';
import { DeviceList } from './device-list.tsx';
import styles from './people.module.css';

/** Every machine at which somebody signed in. */
export function DevicesPage({ company }: { company: Company }) {
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
      <DeviceList company={company} of={person === '' ? null : person} />
    </>
  );
}
