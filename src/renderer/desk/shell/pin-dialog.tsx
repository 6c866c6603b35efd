import { Button, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { tellDone } from '../../live/notices.ts';
import { askSession } from '../../live/session.ts';
import { PinField } from '../../ui/secret-field.tsx';
import { useWords } from '../../words/words.ts';
import { useDesk } from './desk-context.ts';
import styles from './leave-dialog.module.css';

/** The store asks for as many. */
const leastDigits = 6;

/** Digits that nobody tries first. The store looks at it once more. */
const isGuessable = (pin: string): boolean =>
  /^(\d)\1*$/.test(pin) || '01234567890123456789'.includes(pin) || '98765432109876543210'.includes(pin);

/** Chooses the PIN that opens this desk after it was locked; the one of now is asked for where there is one. */
export function PinDialog({ close }: { close: () => void }) {
  const { t } = useWords('centre');
  const { t: frame } = useWords('frame');
  const { pin: has } = useDesk();
  // What it was when the dialog came: the answer changes it a moment before the dialog is gone.
  const [hasOne] = useState(has);
  const [before, setBefore] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [saving, setSaving] = useState(false);
  const missing = leastDigits - pin.length;
  const isShort = missing > 0;
  const short = pin === '' ? null : t('pin.short', { count: missing });
  const wrong = isShort ? short : isGuessable(pin) ? t('pin.guessable') : null;
  const differs = again.length >= pin.length && again !== '' && again !== pin ? t('pin.differs') : null;
  const fits = !isShort && !wrong && again === pin && (!hasOne || before !== '');

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!fits || saving) return;
    setSaving(true);
    const saved = await askSession({ ask: 'set-pin', pin, before: hasOne ? before : null });
    setSaving(false);
    if (!saved) return setBefore('');
    tellDone(t('pin.done'));
    close();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={t('pin.title')}
      centered
      closeButtonProps={{ 'aria-label': frame('common.close') }}
    >
      <form onSubmit={(event) => void save(event)}>
        <p>{t('pin.why')}</p>
        <div className={styles.fields}>
          {hasOne ? (
            <PinField label={t('pin.before')} value={before} onChange={setBefore} readOnly={saving} />
          ) : null}
          <PinField
            label={t('pin.pin')}
            description={t('pin.rule')}
            value={pin}
            onChange={setPin}
            error={wrong}
            data-autofocus={hasOne ? undefined : true}
            readOnly={saving}
          />
          <PinField
            label={t('pin.again')}
            value={again}
            onChange={setAgain}
            error={differs}
            readOnly={saving}
          />
        </div>
        <div className={styles.buttons}>
          <Button size="sm" variant="default" onClick={close}>
            {frame('common.cancel')}
          </Button>
          <Button size="sm" type="submit" disabled={!fits} loading={saving}>
            {t('pin.do')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
