import { IconArrowRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import { answers, promisesAbout } from '#shared/order/answers.ts';
import { PlainButton } from '../../ui/plain-button.tsx';
import { Faulty } from './faulty.tsx';
import { OrderPicker } from './order-picker.tsx';
import { OrderChips } from './orders/order-chips.tsx';
import { useScreen } from './screen-context.ts';
import { useChosen } from './screens.ts';
import classes from './top.module.css';
import { useAboutOrder } from './use-about-order.ts';

/** What the customer will ask, answered: each with where it is known from and how old that is. */
export function AnswersStrip() {
  const { view, say, act } = useScreen();
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const { order, failed, again } = useAboutOrder();
  const said = useMemo(
    () =>
      order
        ? answers(order, { promises: promisesAbout(view, order.id), zone: say.zone }, say.now, say.language)
        : [],
    [order, view, say],
  );
  if (view.orders.length === 0) return <p className={classes.noAnswers}>{say.t('answers.none')}</p>;
  const chosen = order?.id ?? aboutOrder;
  const summary = view.orders.find((one) => one.id === chosen);
  return (
    <section
      className={classes.answers}
      aria-label={say.t('answers.title', { number: summary?.number ?? '' })}
    >
      <div className={classes.answersHead}>
        {summary && (
          <PlainButton
            className={classes.answersTitle}
            onClick={() => act({ move: 'go', target: { to: 'order', orderId: summary.id } })}
            title={say.t('answers.openOrder')}
          >
            {say.t('answers.title', { number: summary.number })}{' '}
            <IconArrowRight size={13} aria-hidden="true" />
          </PlainButton>
        )}
        {summary && <OrderChips payment={summary.payment} delivery={summary.delivery} />}
        <OrderPicker
          orders={view.orders.filter((one) => one.id !== chosen)}
          label={say.t('answers.pick')}
          onPick={(orderId) => act({ move: 'about', orderId })}
        />
      </div>
      {failed && <Faulty text={say.t('answers.failed')} again={again} />}
      {!order && !failed && <p className={classes.noAnswers}>{say.t('answers.loading')}</p>}
      <dl className={classes.grid}>
        {said.map((answer) => (
          <div key={answer.question} className={classes.answer} data-tone={answer.tone}>
            <dt>{answer.label}</dt>
            <dd className={classes.said} dir="auto" title={answer.text}>
              {answer.text}
            </dd>
            {answer.detail && (
              <dd className={classes.more} dir="auto" title={answer.detail}>
                {answer.detail}
              </dd>
            )}
            {(answer.source || answer.at !== null) && (
              <dd className={classes.source} title={answer.source ?? undefined}>
                {[answer.at === null ? null : say.ago(answer.at), answer.source].filter(Boolean).join(' · ')}
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
}
