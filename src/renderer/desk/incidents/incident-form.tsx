import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { severity } from '#shared/incident/incident.ts';
import type { PublishedIncident } from '#shared/incident/of.ts';
import { useKey } from '../../keys/use-key.ts';
import { askSession } from '../../live/session.ts';
import { useView } from '../../live/view.ts';
import { LongField } from '../../ui/long-field.tsx';
import { useIsHere } from '../../ui/use-is-here.ts';
import { useDraftOf } from '../../use-draft-of.ts';
import type { Say } from '../customer/say.ts';
import {
  draftOf,
  type IncidentDraft,
  incidentIn,
  incidentShape,
  noIncident,
  ruleLists,
} from './incident-draft.ts';
import { touchedText } from './incident-list.tsx';
import styles from './incidents.module.css';
import { WhenField } from './when-field.tsx';

type Props = { say: Say; known: PublishedIncident | null; teams: readonly string[]; back: () => void };
type Texts = 'titleEn' | 'titleEs' | 'sayEn' | 'sayEs' | 'offerEn' | 'offerEs';

/** Writes an incident: what to say and to offer in both languages, and whom it touches, counted while it is typed. */
export function IncidentForm({ say, known, teams, back }: Props) {
  // Of a newer version that somebody else published meanwhile, the form begins anew.
  const [key] = useState(known ? `incident.${known.content.id}.${known.version}` : 'incident.new');
  const [before] = useState(() => (known ? draftOf(known.content) : noIncident));
  const [draft, change, clear] = useDraftOf<IncidentDraft>(key, incidentShape, before);
  const [id] = useState(() => known?.content.id ?? crypto.randomUUID());
  const [from] = useState(known?.version ?? 0);
  const [now] = useState(() => Date.now());
  const [chosenTeam, setTeam] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const isHere = useIsHere();
  const team = known?.team ?? chosenTeam ?? teams[0] ?? '';
  const made = incidentIn(draft, { id, state: known?.content.state ?? 'open', now });
  const [counted] = useDebouncedValue(JSON.stringify('incident' in made ? made.incident : null), 400);
  const incident = 'incident' in made && JSON.stringify(made.incident) === counted ? made.incident : null;
  const preview = useView(incident ? { view: 'incident-preview', team, incident } : null);
  const submit = async () => {
    setTried(true);
    if (!('incident' in made) || busy) return;
    setBusy(true);
    const done = await askSession({ ask: 'publish-rules', team, from, content: made.incident });
    setBusy(false);
    if (!done) return;
    if (clear() && isHere()) back();
  };
  useKey('save', () => void submit());
  const text = (field: Texts, label: string, lines: number, most: number) => (
    <LongField
      size="xs"
      label={label}
      least={lines}
      most={8}
      maxLength={most}
      value={draft[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <div className={styles.form}>
      <div className={styles.two}>
        <TextInput
          size="xs"
          label={say.t('incidents.titleEs')}
          data-autofocus
          maxLength={120}
          value={draft.titleEs}
          onChange={(event) => change({ titleEs: event.currentTarget.value })}
        />
        <TextInput
          size="xs"
          label={say.t('incidents.titleEn')}
          maxLength={120}
          value={draft.titleEn}
          onChange={(event) => change({ titleEn: event.currentTarget.value })}
        />
        {text('sayEs', say.t('incidents.sayEs'), 2, 2000)}
        {text('sayEn', say.t('incidents.sayEn'), 2, 2000)}
        {text('offerEs', say.t('incidents.offerEs'), 1, 2000)}
        {text('offerEn', say.t('incidents.offerEn'), 1, 2000)}
        <NativeSelect
          size="xs"
          label={say.t('incidents.severityLabel')}
          value={draft.severity}
          data={severity.options.map((value) => ({ value, label: say.t(`incidents.severity.${value}`) }))}
          onChange={(event) => change({ severity: severity.parse(event.currentTarget.value) })}
        />
        {teams.length > 1 && !known ? (
          <NativeSelect
            size="xs"
            label={say.t('incidents.team')}
            value={team}
            data={[...teams]}
            onChange={(event) => setTeam(event.currentTarget.value)}
          />
        ) : (
          <span />
        )}
        <WhenField
          label={say.t('incidents.from')}
          at={draft.since ?? now}
          onChange={(since) => change({ since })}
        />
        <WhenField label={say.t('incidents.to')} at={draft.until} onChange={(until) => change({ until })} />
      </div>
      <h3>{say.t('incidents.ruleTitle')}</h3>
      <span className={styles.soft}>{say.t('incidents.ruleHint')}</span>
      <div className={styles.two}>
        {ruleLists.map((field) => (
          <TextInput
            key={field}
            size="xs"
            label={say.t(`incidents.rule.${field}`)}
            placeholder={say.t(`incidents.example.${field}`)}
            maxLength={2000}
            value={draft[field]}
            onChange={(event) => change({ [field]: event.currentTarget.value })}
          />
        ))}
        <WhenField
          label={say.t('incidents.orderedFrom')}
          at={draft.orderedFrom}
          onChange={(orderedFrom) => change({ orderedFrom })}
        />
        <WhenField
          label={say.t('incidents.orderedTo')}
          at={draft.orderedTo}
          onChange={(orderedTo) => change({ orderedTo })}
        />
        <WhenField
          label={say.t('incidents.shippedFrom')}
          at={draft.shippedFrom}
          onChange={(shippedFrom) => change({ shippedFrom })}
        />
        <WhenField
          label={say.t('incidents.shippedTo')}
          at={draft.shippedTo}
          onChange={(shippedTo) => change({ shippedTo })}
        />
      </div>
      <div className={styles.foot}>
        {tried && 'problem' in made ? (
          <p className={styles.problem} role="alert">
            {say.t(`incidents.problem.${made.problem}`)}
          </p>
        ) : null}
        <Button size="xs" loading={busy} onClick={() => void submit()}>
          {say.t(known ? 'incidents.publishAgain' : 'incidents.publish')}
        </Button>
        <Button size="xs" variant="default" onClick={back}>
          {say.t('incidents.back')}
        </Button>
        <strong role="status">
          {incident && preview.value ? touchedText(say, preview.value) : say.t('incidents.previewHint')}
        </strong>
      </div>
    </div>
  );
}
