import { Button, Progress, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { textIn } from '#shared/rules/texts.ts';
import type { IncidentLine, TouchedLine } from '#shared/views/incident.ts';
import { useDraft } from '../../drafts.ts';
import { send } from '../../live/command.ts';
import { useView } from '../../live/view.ts';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LongField } from '../../ui/long-field.tsx';
import { ContactText } from '../contact-text.tsx';
import type { Say } from '../customer/say.ts';
import { caseNumber } from '../customer/story/entry-words.ts';
import { openCustomer } from '../shell/tabs.ts';
import { touchedText } from './incident-list.tsx';
import styles from './incidents.module.css';

type Props = { say: Say; incident: IncidentLine; back: () => void; close: () => void };
type Shown = 'all' | 'not-called' | 'called';

/** Whom an incident touches, those with cases first. Once it is over they are called one by one, and what they say is kept (P4). */
export function TouchedList({ say, incident, back, close }: Props) {
  const { team, content } = incident;
  const [shown, show] = useState<Shown>(content.state === 'closed' ? 'not-called' : 'all');
  const [calling, setCalling] = useState<string | null>(null);
  const { value } = useView({ view: 'touched', team, incidentId: content.id });
  const count = value?.count ?? incident.touched;
  const lines = (value?.lines ?? []).filter(({ call }) =>
    shown === 'all' ? true : (call?.reached ?? false) === (shown === 'called'),
  );
  return (
    <div className={styles.form}>
      <div className={styles.row}>
        <Button size="compact-sm" variant="default" data-autofocus onClick={back}>
          {say.t('incidents.back')}
        </Button>
        <strong dir="auto">{textIn(content.title, say.language)}</strong>
        <span className={styles.soft} role="status">
          {touchedText(say, count)}
        </span>
      </div>
      {count.done < count.total ? (
        <Progress
          value={(100 * count.done) / Math.max(count.total, 1)}
          aria-label={say.t('incidents.countingLabel')}
        />
      ) : null}
      <SegmentedControl
        size="xs"
        value={shown}
        onChange={(one) => show(one as Shown)}
        data={(['all', 'not-called', 'called'] as const).map((one) => ({
          value: one,
          label: say.t(`incidents.show.${one}`),
        }))}
      />
      {value && lines.length === 0 ? <EmptyState title={say.t('incidents.nobody')} /> : null}
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line.customerId} className={styles.item}>
            <div className={styles.row}>
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => {
                  close();
                  openCustomer(line.customerId, line.name);
                }}
              >
                {line.name ?? say.t('card.noName')}
              </Button>
              {line.phone ? (
                <span className="hilo-number">
                  <ContactText text={line.phone} />
                </span>
              ) : null}
              <CallChip say={say} line={line} />
              {line.cases.map((one) => (
                <Chip key={one.id} tone={one.status === 'open' ? 'warn' : 'good'} title={one.subject}>
                  {say.t('entry.caseRef', { number: caseNumber(one.number) })}
                </Chip>
              ))}
              <span className={styles.soft}>{line.orderNumbers.join(', ')}</span>
              {calling === line.customerId ? null : (
                <Button
                  size="compact-xs"
                  variant="default"
                  ml="auto"
                  aria-label={`${say.t('incidents.writeCall')}: ${line.name ?? say.t('card.noName')}`}
                  onClick={() => setCalling(line.customerId)}
                >
                  {say.t('incidents.writeCall')}
                </Button>
              )}
            </div>
            {line.call && line.call.text !== '' ? <p dir="auto">{line.call.text}</p> : null}
            {calling === line.customerId ? (
              <CallFields
                say={say}
                line={line}
                incidentId={content.id}
                done={() => setCalling((now) => (now === line.customerId ? null : now))}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}

function CallChip({ say, line: { call } }: { say: Say; line: TouchedLine }) {
  if (!call) return <Chip>{say.t('incidents.call.none')}</Chip>;
  return (
    <Chip tone={call.reached ? 'good' : 'note'}>
      {say.t(call.reached ? 'incidents.call.reached' : 'incidents.call.missed', {
        name: call.by.name,
        when: say.moment(call.at),
      })}
    </Chip>
  );
}

type CallProps = { say: Say; line: TouchedLine; incidentId: string; done: () => void };

function CallFields({ say, line, incidentId, done }: CallProps) {
  // Whoever writes down another call meanwhile, or closes the list, finds it again.
  const [text, setText, forget] = useDraft(`call-back.${incidentId}.${line.customerId}`);
  const [busy, setBusy] = useState(false);
  const record = async (reached: boolean) => {
    setBusy(true);
    const data = { incidentId, reached, text: text.trim() };
    const reply = await send([
      { type: 'incident.call-back', customerId: line.customerId, caseId: null, data },
    ]);
    setBusy(false);
    if (reply.ok && forget()) done();
  };
  return (
    <div className={styles.call}>
      <LongField
        size="xs"
        autoFocus
        label={say.t('incidents.opinion')}
        least={2}
        most={6}
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.row}>
        <Button size="compact-sm" loading={busy} onClick={() => void record(true)}>
          {say.t('incidents.call.didReach')}
        </Button>
        <Button size="compact-sm" variant="default" disabled={busy} onClick={() => void record(false)}>
          {say.t('incidents.call.didMiss')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={done}>
          {say.t('form.cancel')}
        </Button>
      </div>
    </div>
  );
}
