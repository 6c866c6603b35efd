import { Modal, NativeSelect, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Manual } from '#shared/rules/manual.ts';
import { rulesOf } from '#shared/rules/of.ts';
import { publishers } from '#shared/rules/records.ts';
import { useDesk } from '../../desk/shell/desk-context.ts';
import { useDraft } from '../../drafts.ts';
import { tellDone } from '../../live/notices.ts';
import { askSession } from '../../live/session.ts';
import { useView } from '../../live/view.ts';
import { useWords } from '../../words/words.ts';
import { Authorities } from './authorities.tsx';
import { AuthorityPart } from './authority-part.tsx';
import classes from './manual.module.css';
import { isWhole, readManualDraft, startFrom, wrongIn } from './manual-draft.ts';
import { ManualPreview } from './manual-preview.tsx';
import { Offers } from './offers.tsx';
import { PublishBar } from './publish-bar.tsx';
import { WorthPart } from './worth-part.tsx';

/** The compensation manual of a team: what may be given when, by whom, and what it is reckoned with. */
export function ManualDialog({ close }: { close: () => void }) {
  const { t } = useWords('desk');
  const { t: frame } = useWords('frame');
  const { value: rules } = useView({ view: 'rules' });
  const [chosen, setChosen] = useState<string | null>(null);
  const teams = rules?.teams ?? [];
  const team = chosen ?? teams[0] ?? null;
  return (
    <Modal
      opened
      onClose={close}
      title={t('manual.title')}
      size={980}
      closeButtonProps={{ 'aria-label': frame('common.close') }}
    >
      <div data-writing className={classes.manual}>
        {teams.length > 1 && (
          <NativeSelect
            size="xs"
            label={t('manual.team')}
            value={team ?? ''}
            data={teams}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )}
        {rules && <OfTeam key={team} team={team} records={rules.records} />}
      </div>
    </Modal>
  );
}

const parts = ['offers', 'authority', 'figures'] as const;
type Part = (typeof parts)[number];

type OfTeamProps = { team: string | null; records: Parameters<typeof rulesOf>[0] };

function OfTeam({ team, records }: OfTeamProps) {
  const { t } = useWords('desk');
  const { person } = useDesk();
  const [body, setBody, clear] = useDraft(`manual.${team ?? ''}`);
  const [saving, setSaving] = useState(false);
  const [part, setPart] = useState<Part>('offers');
  const now = rulesOf(records, team).manual;
  const draft = startFrom(body, now);
  const { content } = draft;
  const mayPublish = team !== null && (publishers as readonly string[]).includes(person.role);
  const change = (part: Partial<Manual>) =>
    setBody(JSON.stringify({ ...draft, content: { ...content, ...part } }));
  const wrong = wrongIn(content);

  const publish = async (from: number) => {
    if (team === null || wrong !== null || !isWhole(content)) return;
    setSaving(true);
    const done = await askSession({ ask: 'publish-rules', team, from, content });
    setSaving(false);
    if (!done) return;
    clear();
    tellDone(t('manual.published'));
  };

  return (
    <>
      {mayPublish && (
        <>
          <SegmentedControl
            size="xs"
            aria-label={t('manual.title')}
            value={part}
            onChange={(value) => setPart(value as Part)}
            data={parts.map((value) => ({ value, label: t(`manual.${value}`) }))}
          />
          <fieldset className={classes.parts}>
            <legend className="hilo-hidden">{t('manual.title')}</legend>
            {part === 'offers' ? (
              <Offers offers={content.offers} currency={content.currency} wrong={wrong} onChange={change} />
            ) : part === 'authority' ? (
              <AuthorityPart manual={content} onChange={change} />
            ) : (
              <WorthPart manual={content} onChange={change} />
            )}
          </fieldset>
        </>
      )}
      {!mayPublish && <Authorities manual={content} />}
      <ManualPreview manual={content} />
      <PublishBar
        now={now}
        from={readManualDraft(body) === null ? null : draft.from}
        may={mayPublish}
        whole={wrong === null && isWhole(content)}
        saving={saving}
        onPublish={(from) => void publish(from)}
        onDiscard={clear}
      />
    </>
  );
}
