import { Button } from '@mantine/core';
import { burningOf, daysLate } from '#shared/promise/burning.ts';
import { byItself } from '#shared/promise/fold.ts';
import type { PromiseView } from '#shared/views/case.ts';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import { useSave } from '../forms/use-save.ts';
import classes from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import { useCalendar } from '../use-calendar.ts';
import { useJumpHere } from '../use-jump-here.ts';

const tones: Record<PromiseView['state'], Tone> = {
  pending: 'warn',
  kept: 'good',
  broken: 'bad',
  cancelled: 'plain',
};
const burningTones = { overdue: 'bad', soon: 'warn', later: 'plain' } as const;
const outcomes = ['kept', 'broken', 'cancelled'] as const;

/** Promises with their state; a pending one can be ended here. */
export function PromiseList({ promises }: { promises: readonly PromiseView[] }) {
  return (
    <ul className={classes.plain}>
      {promises.map((promise) => (
        <PromiseItem key={promise.id} promise={promise} />
      ))}
    </ul>
  );
}

function PromiseItem({ promise }: { promise: PromiseView }) {
  const { say, view } = useScreen();
  const calendar = useCalendar();
  const here = useJumpHere<HTMLLIElement>('promise', promise.id);
  const orderNumber = (id: string) => view.orders.find((order) => order.id === id)?.number ?? id;
  const pending = promise.state === 'pending';
  const zone = promise.zone ?? calendar.zone;
  const burning = burningOf(promise.until, say.now, { ...calendar, zone });
  const late = daysLate(
    { ...promise, ended: promise.ended && { ...promise.ended, by: promise.ended.by.id } },
    zone,
  );
  return (
    <li ref={here} className={classes.parcel} tabIndex={-1}>
      <p className={classes.words} dir="auto">
        {promise.text}
      </p>
      <div className={classes.row}>
        <Chip tone={pending ? burningTones[burning] : tones[promise.state]}>
          {pending
            ? say.t(burning === 'overdue' ? 'cases.overdue' : 'cases.until', {
                when: say.moment(promise.until),
              })
            : late > 0
              ? say.t('cases.kept.late', { count: late })
              : say.t(`cases.promiseState.${promise.state}`)}
        </Chip>
        <span className={classes.soft}>
          {promise.by.name}, {say.moment(promise.madeAt)}
        </span>
      </div>
      {pending && promise.proof && (
        <p className={classes.soft}>
          {say.t(`cases.proof.${promise.proof.event}`, { number: orderNumber(promise.proof.orderId) })}
        </p>
      )}
      {promise.ended && (
        <p className={classes.soft}>
          {promise.ended.by.id === byItself
            ? say.t('cases.kept.itself', { when: say.moment(promise.ended.at) })
            : say.t('cases.kept.by', {
                state: say.t(`cases.promiseState.${promise.state}`),
                name: promise.ended.by.name,
                when: say.moment(promise.ended.at),
              })}
        </p>
      )}
      {promise.said !== null && (
        <p className={classes.words} dir="auto">
          {say.t('cases.said', { said: promise.said })}
        </p>
      )}
      {pending && <EndButtons promise={promise} />}
    </li>
  );
}

function EndButtons({ promise }: { promise: PromiseView }) {
  const { say, view } = useScreen();
  const { save, saving } = useSave();
  const end = (outcome: (typeof outcomes)[number]) =>
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
    <div className={classes.buttons}>
      {outcomes.map((outcome) => (
        <Button
          key={outcome}
          size="compact-xs"
          variant="default"
          disabled={saving}
          aria-label={say.t(`cases.endLabel.${outcome}`, { text: promise.text })}
          onClick={() => void end(outcome)}
        >
          {say.t(`cases.end.${outcome}`)}
        </Button>
      ))}
    </div>
  );
}
