import { Button } from '@mantine/core';
import { IconPencil, IconX } from '@tabler/icons-react';
import { useKeyText } from '../../keys/key-text.ts';
import { runAction } from '../../keys/use-key.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useWords } from '../../words/words.ts';
import styles from './call-bar.module.css';
import { type Call, finishCall } from './calls.ts';
import { goToCall } from './in-front.ts';

/** What is left to do once a call has ended: its wrap-up, or putting it away without one. */
export function AfterCall({ call }: { call: Call }) {
  const { t } = useWords();
  const key = useKeyText('wrapUp');
  const wrapUp = (): void => {
    goToCall(call);
    // the customer's screen binds the action when it is on the screen
    requestAnimationFrame(() => runAction('wrapUp'));
  };
  return (
    <>
      {call.customerId ? (
        <Button title={t('call.wrapUp')} onClick={wrapUp} rightSection={<KeyHint text={key} />}>
          <IconPencil size={15} aria-hidden="true" className={styles.sign} />
          <span className={styles.words}>{t('call.wrapUp')}</span>
        </Button>
      ) : null}
      <Button variant="default" title={t('call.putAway')} onClick={() => finishCall(call.callId)}>
        <IconX size={15} aria-hidden="true" className={styles.sign} />
        <span className={styles.words}>{t('call.putAway')}</span>
      </Button>
    </>
  );
}
