import { Button, Modal, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { changeSettings, useSettings } from '../live/session.ts';
import { useWords } from '../words/words.ts';
import { actionNames, type KeyGroup, keyActions } from './actions.ts';
import styles from './key-dialog.module.css';
import { KeyRow } from './key-row.tsx';

const groups: KeyGroup[] = ['everywhere', 'call', 'customer'];

/** All keys, and in the same place the changing of them. */
export function KeyDialog({ changing, close }: { changing: boolean; close: () => void }) {
  const { t } = useWords();
  const { letterKeys, keys } = useSettings();
  const [edit, setEdit] = useState(changing);
  return (
    <Modal
      opened
      onClose={close}
      title={t('keys.title')}
      size={760}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={styles.head}>
        <Text size="sm" c="dimmed">
          {t('keys.intro')}
        </Text>
        {edit ? (
          <Switch
            label={t('keys.letters')}
            description={t('keys.lettersHelp')}
            checked={letterKeys}
            onChange={(event) => void changeSettings({ letterKeys: event.currentTarget.checked })}
          />
        ) : (
          <Button variant="default" onClick={() => setEdit(true)}>
            {t('keys.change')}
          </Button>
        )}
      </div>
      <div className={styles.groups} data-edit={edit || undefined}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={styles.group}>{t(`keys.groups.${group}`)}</h3>
            <ul className={styles.list}>
              {actionNames
                .filter((action) => keyActions[action].group === group)
                // What has no key of its own is found by name in the palette; here it may be given one.
                .filter((action) => edit || keyActions[action].defaults.length > 0 || keys[action])
                .map((action) => (
                  <KeyRow key={action} action={action} edit={edit} />
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Modal>
  );
}
