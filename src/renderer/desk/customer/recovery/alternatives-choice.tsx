import { useId } from 'react';
import type { Alternative } from '#shared/recovery/alternatives.ts';
import type { Beyond } from '#shared/recovery/authority.ts';
import { textIn } from '#shared/rules/texts.ts';
import { Chip } from '../../../ui/chip.tsx';
import { KeyHint } from '../../../ui/key-hint.tsx';
import { quickKeys } from '../forms/quick-choice.tsx';
import { useScreen } from '../screen-context.ts';
import { costText } from './cost-text.ts';
import classes from './recovery.module.css';

type Props = {
  choices: readonly Alternative[];
  /** Of what a person may give at most. */
  currency: string;
  /** That of the order in question; null: there is none. */
  ordered: string | null;
  value: string;
  onChange: (offerId: string) => void;
  /** Called after a key chose: where the person goes on. */
  onPicked: () => void;
  problem: string | undefined;
};

/** The alternatives of the manual, each with its key, what it costs us and whether it may be given at once. */
export function AlternativesChoice({
  choices,
  currency,
  ordered,
  value,
  onChange,
  onPicked,
  problem,
}: Props) {
  const { say, rules } = useScreen();
  const name = useId();
  const { language } = say;
  const first = choices.some(({ offerId }) => offerId === value) ? value : choices[0]?.offerId;
  return (
    <fieldset
      className={classes.choices}
      aria-describedby={problem ? `${name}-problem` : undefined}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const one = choices[quickKeys.indexOf(event.key.toUpperCase())];
        if (!one) return;
        event.preventDefault();
        event.stopPropagation();
        onChange(one.offerId);
        onPicked();
      }}
    >
      <legend>{say.t('give.legend')}</legend>
      {choices.map((one, index) => {
        const note = textIn(one.note, language);
        return (
          <label key={one.offerId} className={classes.choice} title={note || undefined}>
            <input
              data-autofocus={one.offerId === first || undefined}
              type="radio"
              name={name}
              value={one.offerId}
              checked={value === one.offerId}
              onChange={() => onChange(one.offerId)}
            />
            <span className={classes.choiceHead}>
              <KeyHint text={quickKeys[index] ?? null} />
              <strong>{say.t(`remedy.${one.remedy}`)}</strong>
              {one.amount && <span className="hilo-number">{say.money(one.amount)}</span>}
              <span className={classes.cost}>
                {one.cost
                  ? costText(
                      { cost: one.cost, besides: one.besides, currency: ordered },
                      rules.manual.content,
                      say,
                    )
                  : say.t('give.costUnknown')}
              </span>
            </span>
            {one.beyond && <BeyondChip beyond={one.beyond} currency={currency} />}
            {note !== '' && value === one.offerId && <span className={classes.note}>{note}</span>}
          </label>
        );
      })}
      {problem && (
        <p id={`${name}-problem`} className={classes.problem} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function BeyondChip({ beyond, currency }: { beyond: Beyond; currency: string }) {
  const { say } = useScreen();
  const most = 'most' in beyond ? say.money({ minor: beyond.most, currency }) : '';
  return <Chip tone="warn">{say.t(`give.beyond.${beyond.why}`, { most })}</Chip>;
}
