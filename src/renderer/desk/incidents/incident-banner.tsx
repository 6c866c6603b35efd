import { Button } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { textIn } from '#shared/rules/texts.ts';
import type { CaseView } from '#shared/views/case.ts';
import type { TouchingIncident } from '#shared/views/incident.ts';
import { useKey } from '../../keys/use-key.ts';
import { tellRefusal } from '../../live/notices.ts';
import { refusalFor, tieAsk } from '../customer/cases/can.ts';
import { currentCase } from '../customer/cases/current-case.ts';
import { useSave } from '../customer/forms/use-save.ts';
import { useScreen } from '../customer/screen-context.ts';
import { useChosen } from '../customer/screens.ts';
import { caseNumber } from '../customer/story/entry-words.ts';
import styles from './incidents.module.css';
import { useTouching } from './use-touching.ts';

/** What to say and to offer of the known incidents that touch this customer, before they read of them elsewhere (K6). */
export function IncidentBanners() {
  const { view, say, self } = useScreen();
  const touching = useTouching(view.customer.id);
  const aboutOrder = useChosen((state) => state.aboutOrder);
  const entryCase = useChosen((state) => state.entryCase);
  const current = currentCase(view, { entryCase, aboutOrder });
  const { save } = useSave();
  const [worst] = touching;
  useKey(
    'tieIncident',
    () => {
      if (!current) return tellRefusal({ code: 'case-needed' });
      if (!worst) return;
      const ask = tieAsk(current, worst.content.id);
      const refusal = refusalFor(current, ask, self);
      if (refusal) tellRefusal(refusal);
      else void save([ask], [say.t('incidents.tied')]);
    },
    { enabled: worst !== undefined },
  );
  return touching.map((one) => (
    <Banner
      key={`${one.team}/${one.content.id}`}
      one={one}
      current={current?.status === 'open' ? current : null}
    />
  ));
}

function Banner({
  one: { content, orderIds },
  current,
}: {
  one: TouchingIncident;
  current: CaseView | null;
}) {
  const { say, view } = useScreen();
  const { severity, title, since, until } = content;
  const Icon = severity === 'info' ? IconInfoCircle : IconAlertTriangle;
  const numbers = view.orders.filter(({ id }) => orderIds.includes(id)).map(({ number }) => number);
  const offer = textIn(content.offer, say.language);
  return (
    <section
      className={styles.banner}
      data-severity={severity}
      role="alert"
      aria-label={say.t('incidents.one', { title: textIn(title, say.language) })}
    >
      <Icon size={18} aria-hidden="true" />
      <div>
        <p>
          <strong>{say.t('incidents.one', { title: textIn(title, say.language) })}</strong>{' '}
          {say.t(until === null ? 'incidents.since' : 'incidents.sinceUntil', {
            since: say.moment(since),
            until: until === null ? '' : say.moment(until),
          })}
          {numbers.length > 0
            ? ` · ${say.t('incidents.byOrders', { orders: say.list(numbers.slice(0, 3)) })}`
            : ''}
        </p>
        <p dir="auto">
          <strong>{say.t('incidents.say')}</strong> {textIn(content.say, say.language)}
        </p>
        {offer !== '' && (
          <p dir="auto">
            <strong>{say.t('incidents.offer')}</strong> {offer}
          </p>
        )}
      </div>
      {current && (
        <span className={styles.end}>
          <TieButton one={current} incidentId={content.id} />
        </span>
      )}
    </section>
  );
}

/** Ties a case to an incident; nothing where it is. */
export function TieButton({ one, incidentId }: { one: CaseView; incidentId: string }) {
  const { say, self } = useScreen();
  const { save, saving } = useSave();
  const ask = tieAsk(one, incidentId);
  if (refusalFor(one, ask, self)) return null;
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={saving}
      onClick={() => void save([ask], [say.t('incidents.tied')])}
    >
      {say.t('incidents.tie', { number: caseNumber(one.number) })}
    </Button>
  );
}
