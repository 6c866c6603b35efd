import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { stopBefore } from '#shared/recovery/stop.ts';
import { severity as severities } from '#shared/rules/manual.ts';
import type { CaseView } from '#shared/views/case.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useDraftOf } from '../../../use-draft-of.ts';
import { FormFrame } from '../forms/form-frame.tsx';
import { MoneyField } from '../forms/money-field.tsx';
import { QuickChoice } from '../forms/quick-choice.tsx';
import { useSave } from '../forms/use-save.ts';
import { useScreen } from '../screen-context.ts';
import { caseNumber } from '../story/entry-words.ts';
import { AlternativesChoice } from './alternatives-choice.tsx';
import { EarlierBox } from './earlier-box.tsx';
import { chosenOf, giveAsk, missingIn, seenOf } from './give-ask.ts';
import { GiveFacts } from './give-facts.tsx';
import { giveShape, noGive } from './give-shape.ts';
import classes from './recovery.module.css';
import { StopBox } from './stop-box.tsx';
import { useGiving } from './use-giving.ts';

/** Gives something to put a case right, or asks for it: the manual's alternatives, with all that the decision is taken from. */
export function GiveForm({ one, onClose }: { one: CaseView; onClose: () => void }) {
  const { view, say, rules } = useScreen();
  const [draft, change, clear] = useDraftOf(`give.${one.id}`, giveShape, noGive);
  const [tried, setTried] = useState(false);
  /** It was to be saved before the store has said what was given already. */
  const [waits, setWaits] = useState(false);
  const { save, saving } = useSave();
  const giving = useGiving(one, draft.severity);
  const what = useRef<HTMLTextAreaElement>(null);
  const checked = useRef<HTMLTextAreaElement>(null);
  const seen = useRef<HTMLInputElement>(null);
  const { content: manual } = rules.manual;
  const chosen = chosenOf(draft, giving, manual);
  const stop = chosen && stopBefore(one, chosen.remedy, view, say.now);
  const missing = missingIn(draft, chosen, stop, giving);
  const problem = (what: typeof missing, text: string) => (tried && missing === what ? text : undefined);
  const because = giving.severity.because.map((why) => say.t(`severity.because.${why}`));
  // At once: the stop is on the screen before the next letter is typed, and none of it is lost.
  const goOn = () => {
    flushSync(() => undefined);
    (checked.current ?? what.current)?.focus();
  };

  const submit = async () => {
    setTried(true);
    // To what is missing: whoever has only a keyboard goes on from there.
    if (missing === 'seen') {
      seen.current?.focus({ preventScroll: true });
      // All of what was given is on the screen, not only the box that says so.
      seen.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
    }
    if (missing === 'checked') checked.current?.focus();
    if (missing !== null || chosen === null) return;
    if (!giving.ready) return setWaits(true);
    const ask = giveAsk(one, { draft, chosen, stop, giving }, rules.manual, () => crypto.randomUUID());
    const remedy = say.t(`remedy.${chosen.remedy}`);
    const said = say.t(ask.type === 'compensation.give' ? 'give.done' : 'give.asked', { remedy });
    if (!(await save([ask], [said]))) return;
    if (clear()) onClose();
  };

  useEffect(() => {
    if (!waits || !giving.ready) return;
    setWaits(false);
    void submit();
  });

  // What the store says stands above the choices, and comes when one of them has the focus: it stays in sight, not behind the foot.
  useEffect(() => {
    if (!giving.ready) return;
    document.activeElement?.closest('[data-writing] label')?.scrollIntoView({ block: 'nearest' });
  }, [giving.ready]);

  return (
    <FormFrame
      title={say.t('give.title', { number: caseNumber(one.number) })}
      hint={one.subject}
      action={say.t(chosen?.beyond || giving.ended ? 'give.ask' : 'give.do')}
      saving={saving || waits}
      isTall
      onSave={() => void submit()}
      onClose={onClose}
    >
      <GiveFacts one={one} giving={giving} />
      <EarlierBox
        earlier={giving.earlier}
        orderId={giving.order?.id ?? null}
        check={{
          box: seen,
          seen: draft.seen === seenOf(giving),
          onSeen: (is) => change({ seen: is ? seenOf(giving) : '' }),
          problem: problem('seen', say.t('give.despiteNeeded')),
        }}
      />
      <AlternativesChoice
        choices={giving.choices}
        currency={giving.asked.terms?.currency ?? manual.currency}
        ordered={giving.order?.currency ?? null}
        value={draft.offer}
        onChange={(offer) => change({ offer, amount: null, amountWrong: false })}
        onPicked={goOn}
        problem={problem('offer', say.t('give.pick'))}
      />
      {stop && (
        <StopBox
          field={checked}
          stop={stop}
          checked={draft.checked}
          onChange={(text) => change({ checked: text })}
          problem={problem('checked', say.t('give.stopNeeded'))}
        />
      )}
      <div className={classes.rest}>
        {chosen?.amount && (
          <MoneyField
            label={say.t('give.amount')}
            value={draft.amountWrong ? null : chosen.amount}
            currency={chosen.amount.currency}
            onChange={(amount) =>
              change(amount === null ? { amountWrong: true } : { amount, amountWrong: false })
            }
            problem={problem('amount', say.t('give.amountWrong'))}
          />
        )}
        <LongField
          ref={what}
          size="xs"
          label={say.t('give.what')}
          least={1}
          most={4}
          maxLength={2000}
          value={draft.what}
          onChange={(event) => change({ what: event.currentTarget.value })}
        />
        {chosen?.beyond && (
          <LongField
            size="xs"
            label={say.t('give.why')}
            least={1}
            most={4}
            maxLength={2000}
            value={draft.why}
            onChange={(event) => change({ why: event.currentTarget.value })}
          />
        )}
        <div>
          <QuickChoice
            legend={say.t('severity.legend')}
            options={severities.options.map((value) => ({ value, label: say.t(`severity.${value}`) }))}
            value={giving.asked.severity}
            onChange={(value) => change({ severity: value })}
          />
          {because.length > 0 && (
            <p className={classes.note}>
              {say.t('severity.suggested', {
                severity: say.t(`severity.${giving.severity.severity}`),
                because: say.list(because),
              })}
            </p>
          )}
        </div>
      </div>
    </FormFrame>
  );
}
