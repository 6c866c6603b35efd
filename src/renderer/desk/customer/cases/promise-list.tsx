import { Button } from '@mantine/core';
import type { PromiseView } from '#shared/views.ts';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import { useSave } from '../forms/use-save.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';

const tones: Record<PromiseView['state'], Tone> = {
  pending: 'warn',
  kept: 'good',
  broken: 'bad',
  cancelled: 'plain',
};
const outcomes = ['kept', 'broken', 'cancelled'] as const;

/** Promises with their state; a pending one can be ended here. */
export function PromiseList({ promises }: { promises: readonly PromiseView[] }) {
  const { say, view } = useScreen();
  const { save, saving } = useSave();
  const end = (promise: PromiseView, outcome: (typeof outcomes)[number]) =>
    save(
      [
        {
          type: 'promise.end',
          customerId: view.customer.id,
          caseId: promise.caseId,
          data: { promiseId: promise.id, outcome, text: '' },
        },
      ],
      [say.t('promise.ended', { state: say.t(`cases.promiseState.${outcome}`) })],
    );
  return (
    <ul className={classes.plain}>
      {promises.map((promise) => {
        const pending = promise.state === 'pending';
        const overdue = pending && promise.until < say.now;
        return (
          <li key={promise.id} className={classes.parcel}>
            <p className={classes.words} dir="auto">
              {promise.text}
            </p>
            <div className={classes.row}>
              <Chip tone={overdue ? 'bad' : tones[promise.state]}>
                {pending
                  ? say.t(overdue ? 'cases.overdue' : 'cases.until', { when: say.moment(promise.until) })
                  : say.t(`cases.promiseState.${promise.state}`)}
              </Chip>
              <span className={classes.soft}>
                {promise.by.name}, {say.moment(promise.madeAt)}
              </span>
            </div>
            {pending && (
              <div className={classes.buttons}>
                {outcomes.map((outcome) => (
                  <Button
                    key={outcome}
                    size="compact-xs"
                    variant="default"
                    disabled={saving}
                    aria-label={say.t(`cases.endLabel.${outcome}`, { text: promise.text })}
                    onClick={() => void end(promise, outcome)}
                  >
                    {say.t(`cases.end.${outcome}`)}
                  </Button>
                ))}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
