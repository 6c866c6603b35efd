import { Button, Menu } from '@mantine/core';
import { Chip } from '../../ui/chip.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useWords } from '../../words/words.ts';
import styles from './call-bar.module.css';
import { type Call, stateOf } from './calls.ts';
import { goToCall } from './in-front.ts';

/** The calls that the bar has no room for, most of them to wrap up. `hint`: the key that goes on to the next of them. */
export function MoreCalls({ list, hint }: { list: readonly Call[]; hint: string | null }) {
  const { t } = useWords();
  return (
    <Menu position="bottom-end" width={320}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          className={styles.more}
          title={t('call.others', { count: list.length })}
          rightSection={<KeyHint text={hint} />}
        >
          <span className={styles.sign} aria-hidden="true">
            +{list.length}
          </span>
          <span className={styles.words}>{t('call.others', { count: list.length })}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {list.map((call) => (
          <Menu.Item
            key={call.callId}
            onClick={() => goToCall(call)}
            rightSection={
              <Chip>
                {t(
                  call.startedAt === null && call.endedAt !== null ? 'call.missed' : `call.${stateOf(call)}`,
                )}
              </Chip>
            }
          >
            {call.customerName ?? (call.number === null ? t('tabs.withheld') : call.shown)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
