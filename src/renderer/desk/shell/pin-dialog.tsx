import { useState } from 'react';
import { tellDone } from '../../live/notices.ts';
import { askSession } from '../../live/session.ts';
import { PinField } from '../../ui/secret-field.tsx';
import { differs } from '../../ui/written-twice.ts';
import { useWords } from '../../words/words.ts';
import { useDesk } from './desk-context.ts';
import { SecretDialog } from './secret-dialog.tsx';

/** The store asks for as many. */
const leastDigits = 6;

/** Digits that nobody tries first. The store looks at it once more. */
const isGuessable = (pin: string): boolean =>
  /^(\d)\1*$/.test(pin) || '01234567890123456789'.includes(pin) || '98765432109876543210'.includes(pin);

/** Chooses the PIN that opens this desk after it was locked; the one of now is asked for where there is one. */
export function PinDialog({ close }: { close: () => void }) {
  const { t } = useWords('centre');
  const { pin: has } = useDesk();
  // What it was when the dialog came: the answer changes it a moment before the dialog is gone.
  const [hasOne] = useState(has);
  const [before, setBefore] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const missing = leastDigits - pin.length;
  const isShort = missing > 0;
  const short = pin === '' ? null : t('pin.short', { count: missing });
  const wrong = isShort ? short : isGuessable(pin) ? t('pin.guessable') : null;
  const fits = !isShort && !wrong && again === pin && (!hasOne || before !== '');

  const save = async (): Promise<boolean> => {
    const saved = await askSession({ ask: 'set-pin', pin, before: hasOne ? before : null });
    if (saved) tellDone(t('pin.done'));
    else setBefore('');
    return saved;
  };
  return (
    <SecretDialog
      title={t('pin.title')}
      why={t('pin.why')}
      action={t('pin.do')}
      fits={fits}
      save={save}
      close={close}
    >
      {(saving) => (
        <>
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
            error={differs(again, pin) ? t('pin.differs') : null}
            readOnly={saving}
          />
        </>
      )}
    </SecretDialog>
  );
}
