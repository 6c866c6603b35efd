import { ActionIcon, Button, Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { isPicture, kindOfMime } from '#shared/attachment/kinds.ts';
import type { AttachmentView } from '#shared/views/attachment.ts';
import { send } from '../../../live/command.ts';
import { fetchContent, readContent } from '../../../live/files.ts';
import { tellDone } from '../../../live/notices.ts';
import { useSaveFile } from '../../../live/use-save-file.ts';
import { LongField } from '../../../ui/long-field.tsx';
import { useWords } from '../../../words/words.ts';
import { useScreen } from '../screen-context.ts';
import { useChosen } from '../screens.ts';
import { caseNumber } from '../story/entry-words.ts';
import classes from './files.module.css';
import { Picture } from './picture.tsx';
import { decoded, type NoPicture } from './pictures.ts';
import { useFileState, useFiles } from './use-files.ts';

/** A photo or document over the screen. Pictures are shown, everything else is only saved. Escape closes it. */
export function FileViewer() {
  const { act } = useScreen();
  const { t: frame } = useWords('frame');
  const fileId = useChosen((state) => state.fileId);
  const files = useFiles();
  const one = files.find(({ id }) => id === fileId);
  const same = files.filter(({ caseId }) => caseId === one?.caseId);
  const at = one ? same.indexOf(one) : -1;
  const go = (by: 1 | -1) => {
    const next = same[at + by];
    if (next) act({ move: 'go', target: { to: 'file', attachmentId: next.id } });
  };
  return (
    <Modal
      // It stays when it is closed: so the focus goes back to where it was.
      opened={one !== undefined}
      size="auto"
      centered
      onClose={() => act({ move: 'close-file' })}
      title={<span dir="auto">{one?.name}</span>}
      closeButtonProps={{ 'aria-label': frame('common.close') }}
      onKeyDown={(event) => {
        if (event.target instanceof HTMLTextAreaElement) return;
        if (event.key === 'ArrowRight') go(1);
        if (event.key === 'ArrowLeft') go(-1);
      }}
    >
      {one && (
        <>
          <Shown key={one.id} one={one} />
          <Foot key={`foot ${one.id}`} one={one} before={at > 0} after={at < same.length - 1} go={go} />
        </>
      )}
    </Modal>
  );
}

/** The picture, or why there is none. What is not here is asked for. */
function Shown({ one }: { one: AttachmentView }) {
  const { t } = useWords('files');
  const stateOf = useFileState();
  const { customerId } = one;
  const isHere = one.content.is === 'here';
  const isShown = isPicture(kindOfMime(one.mime));
  const [picture, setPicture] = useState<ImageBitmap | NoPicture | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once when it is opened, and then by the person
  useEffect(() => {
    if (one.content.is === 'away' || one.content.is === 'cannot') fetchContent(customerId, one.id);
  }, [customerId, one.id]);
  useEffect(() => {
    if (!isHere || !isShown) return;
    let isWanted = true;
    void readContent(customerId, one.id).then(async (bytes) => {
      const made = bytes === null ? 'broken' : await decoded(bytes, 2400);
      if (isWanted) setPicture(made);
    });
    return () => {
      isWanted = false;
    };
  }, [customerId, one.id, isHere, isShown]);
  if (isHere && picture !== null && typeof picture !== 'string')
    return <Picture bitmap={picture} label={one.about || one.name} className={classes.large} />;
  const why =
    picture === 'too-large'
      ? t('viewer.tooLarge')
      : picture === 'broken'
        ? t('viewer.broken')
        : t('viewer.onlySaved');
  return (
    <p className={classes.instead} role="status">
      {isHere ? (isShown && picture === null ? '' : why) : stateOf(one)}
    </p>
  );
}

type FootProps = { one: AttachmentView; before: boolean; after: boolean; go: (by: 1 | -1) => void };

/** What it shows, who added it, and what can be done with it. */
function Foot({ one, before, after, go }: FootProps) {
  const { view, say } = useScreen();
  const { t } = useWords('files');
  const { save, saving } = useSaveFile();
  const [asking, setAsking] = useState(false);
  const { customerId } = one;
  const ofCase = view.cases.find(({ id }) => id === one.caseId);
  const { removed } = one;
  return (
    <div className={classes.foot}>
      {one.about && <p dir="auto">{one.about}</p>}
      <p className={classes.quiet}>
        {t('viewer.by', { name: one.by.name, when: say.moment(one.at) })} · {say.bytes(one.bytes)}
        {ofCase && ` · ${t('viewer.case', { number: caseNumber(ofCase.number) })}`}
      </p>
      {removed && (
        <p>
          {t('viewer.removed', { name: removed.by.name, when: say.moment(removed.at), why: removed.why })}
        </p>
      )}
      {asking ? (
        <TakeAway one={one} onDone={() => setAsking(false)} />
      ) : (
        <div className={classes.buttons}>
          <ActionIcon
            variant="default"
            disabled={!before}
            aria-label={t('viewer.previous')}
            onClick={() => go(-1)}
          >
            <IconChevronLeft size={16} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon variant="default" disabled={!after} aria-label={t('viewer.next')} onClick={() => go(1)}>
            <IconChevronRight size={16} aria-hidden="true" />
          </ActionIcon>
          {one.content.is === 'here' && (
            <Button
              size="xs"
              data-autofocus
              loading={saving}
              onClick={() => void save({ ask: 'save-attachment', customerId, attachmentId: one.id })}
            >
              {t('viewer.save')}
            </Button>
          )}
          {(one.content.is === 'away' || one.content.is === 'cannot') && (
            <Button size="xs" data-autofocus onClick={() => fetchContent(customerId, one.id)}>
              {t('viewer.fetch')}
            </Button>
          )}
          {removed === null && (
            <Button size="xs" variant="default" onClick={() => setAsking(true)}>
              {t('viewer.takeAway')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** Taken away by mistake or because of one: the reason stays in the story. */
function TakeAway({ one, onDone }: { one: AttachmentView; onDone: () => void }) {
  const { say } = useScreen();
  const { t } = useWords('files');
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const submit = async () => {
    const text = why.trim();
    setTried(true);
    if (text === '') return;
    const reply = await send([
      {
        type: 'attachment.remove',
        customerId: one.customerId,
        caseId: one.caseId,
        data: { attachmentId: one.id, why: text },
      },
    ]);
    if (!reply.ok) return;
    tellDone(t('viewer.takenAway'));
    onDone();
  };
  return (
    <div className={classes.away}>
      <LongField
        label={t('viewer.why')}
        placeholder={t('viewer.whyHint')}
        least={1}
        most={4}
        maxLength={500}
        autoFocus
        error={tried && why.trim() === '' ? say.t('form.required') : undefined}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey) return;
          event.preventDefault();
          void submit();
        }}
      />
      <div className={classes.buttons}>
        <Button size="xs" color="red" onClick={() => void submit()}>
          {t('viewer.takeAwayNow')}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {say.t('form.cancel')}
        </Button>
      </div>
    </div>
  );
}
