import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Incident } from '#shared/incident/incident.ts';
import { textIn } from '#shared/rules/texts.ts';
import type { IncidentLine } from '#shared/views/incident.ts';
import { askSession } from '../../live/session.ts';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Say } from '../customer/say.ts';
import { severityTone } from './incident-chip.tsx';
import styles from './incidents.module.css';
import type { IncidentPart } from './incidents-dialog.tsx';

type Props = {
  say: Say;
  incidents: readonly IncidentLine[] | undefined;
  mayPublish: boolean;
  go: (part: IncidentPart) => void;
};

/** All known incidents, the open ones first, each with what it amounts to on this desk. */
export function IncidentList({ say, incidents, mayPublish, go }: Props) {
  return (
    <div className={styles.form}>
      {mayPublish ? (
        <div className={styles.row}>
          <Button size="xs" data-autofocus onClick={() => go({ part: 'form', id: null })}>
            {say.t('incidents.new')}
          </Button>
          <span className={styles.soft}>{say.t('incidents.newHint')}</span>
        </div>
      ) : null}
      {incidents?.length === 0 ? (
        <EmptyState title={say.t('incidents.empty')} body={say.t('incidents.emptyHint')} />
      ) : null}
      <ul className={styles.list}>
        {incidents?.map((one) => (
          <Line key={`${one.team}/${one.content.id}`} say={say} one={one} mayPublish={mayPublish} go={go} />
        ))}
      </ul>
    </div>
  );
}

function Line({ say, one, mayPublish, go }: Omit<Props, 'incidents'> & { one: IncidentLine }) {
  const [busy, setBusy] = useState(false);
  const { content, touched, team, version } = one;
  const { id, title, severity, since, until, state } = content;
  const isOpen = state === 'open';
  /** A button, which says to a screen reader of which of them it is. */
  const act = (what: string, does: () => void, loading = false) => (
    <Button
      size="compact-xs"
      variant="default"
      loading={loading}
      aria-label={`${what}: ${textIn(title, say.language)}`}
      onClick={does}
    >
      {what}
    </Button>
  );
  const publish = async (next: Incident) => {
    setBusy(true);
    await askSession({ ask: 'publish-rules', team, from: version, content: next });
    setBusy(false);
  };
  const end = () =>
    publish({ ...content, state: 'closed', until: until === null || until > say.now ? Date.now() : until });
  return (
    <li className={styles.item}>
      <div className={styles.row}>
        <strong dir="auto">{textIn(title, say.language)}</strong>
        <Chip tone={isOpen ? severityTone[severity] : 'plain'}>
          {say.t(`incidents.severity.${severity}`)}
        </Chip>
        <Chip tone={isOpen ? 'warn' : 'plain'}>{say.t(`incidents.state.${state}`)}</Chip>
        <span className={styles.soft}>
          {say.t(until === null ? 'incidents.since' : 'incidents.sinceUntil', {
            since: say.moment(since),
            until: until === null ? '' : say.moment(until),
          })}
        </span>
      </div>
      <p dir="auto">{textIn(content.say, say.language)}</p>
      <div className={styles.row}>
        <span className={styles.soft} role="status">
          {touchedText(say, touched)} · {say.t('incidents.cases', { count: one.cases })}
          {isOpen ? '' : ` · ${say.t('incidents.called', { count: one.called })}`}
        </span>
        {act(say.t(isOpen ? 'incidents.who' : 'incidents.callBack'), () => go({ part: 'touched', id }))}
        {mayPublish ? (
          <>
            {act(say.t('incidents.edit'), () => go({ part: 'form', id }))}
            {act(
              say.t(isOpen ? 'incidents.close' : 'incidents.reopen'),
              () => void (isOpen ? end() : publish({ ...content, state: 'open', until: null })),
              busy,
            )}
          </>
        ) : null}
      </div>
    </li>
  );
}

/** How many it touches here; while they are still counted, how far that is. */
export function touchedText(say: Say, { customers, done, total }: IncidentLine['touched']): string {
  const text = say.t('incidents.touches', { count: customers });
  if (done >= total) return text;
  return `${text} ${say.t('incidents.counting', { percent: Math.floor((100 * done) / Math.max(total, 1)) })}`;
}
