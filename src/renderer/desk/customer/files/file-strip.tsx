import { Button } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useEffect } from 'react';
import { isPicture, kindOfMime } from '#shared/attachment/kinds.ts';
import type { AttachmentView } from '#shared/views/attachment.ts';
import { fetchContent, readContent } from '../../../live/files.ts';
import { Chip } from '../../../ui/chip.tsx';
import { PlainButton } from '../../../ui/plain-button.tsx';
import { useWords } from '../../../words/words.ts';
import panel from '../panel.module.css';
import { useScreen } from '../screen-context.ts';
import classes from './files.module.css';
import { fetchedAlone } from './pictures.ts';
import { Thumb } from './thumb.tsx';
import { useFileState, useFiles } from './use-files.ts';

/** The photos and documents of one case, and how to add one. */
export function CaseFiles({ caseId }: { caseId: string }) {
  const { act } = useScreen();
  const { t } = useWords('files');
  const files = useFiles().filter((one) => one.caseId === caseId);
  return (
    <>
      <h3>{t('list.title')}</h3>
      {files.length === 0 ? <p className={panel.soft}>{t('list.none')}</p> : <FileStrip files={files} />}
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconPaperclip size={13} aria-hidden="true" />}
        onClick={() => act({ move: 'write', form: { form: 'attach', caseId } })}
      >
        {t('list.attach')}
      </Button>
    </>
  );
}

/** That there is something to look at, on a case that is folded. Nothing where there is none. */
export function FileChip({ caseId }: { caseId: string }) {
  const { t } = useWords('files');
  const count = useFiles().filter((one) => one.caseId === caseId && one.removed === null).length;
  if (count === 0) return null;
  return (
    <Chip title={t('list.count', { count })}>
      <IconPaperclip size={13} aria-hidden="true" />
      <span className="hilo-hidden">{t('list.count', { count })}</span>
      <span aria-hidden="true">{count}</span>
    </Chip>
  );
}

/** Photos and documents that belong to the customer and to no case. */
export function CustomerFiles() {
  const { t } = useWords('files');
  const files = useFiles().filter((one) => one.caseId === null);
  if (files.length === 0) return null;
  return (
    <section className={panel.panel} aria-label={t('list.customer')}>
      <div className={panel.head}>
        <h2>{t('list.customer')}</h2>
        <span className={panel.count}>{files.length}</span>
      </div>
      <FileStrip files={files} />
    </section>
  );
}

function FileStrip({ files }: { files: readonly AttachmentView[] }) {
  return (
    <ul className={classes.strip}>
      {files.map((one) => (
        <FileItem key={one.id} one={one} />
      ))}
    </ul>
  );
}

function FileItem({ one }: { one: AttachmentView }) {
  const { act, say } = useScreen();
  const { t } = useWords('files');
  const stateOf = useFileState();
  const { customerId } = one;
  const kind = kindOfMime(one.mime);
  const comesAlone = one.content.is === 'away' && isPicture(kind) && one.bytes <= fetchedAlone;
  useEffect(() => {
    if (comesAlone) fetchContent(customerId, one.id);
  }, [comesAlone, customerId, one.id]);
  const said = stateOf(one);
  return (
    <li>
      <PlainButton
        className={classes.item}
        data-removed={one.content.is === 'removed' || undefined}
        title={one.about || one.name}
        onClick={() => act({ move: 'go', target: { to: 'file', attachmentId: one.id } })}
      >
        <Thumb
          id={one.id}
          kind={kind}
          read={one.content.is === 'here' ? () => readContent(customerId, one.id) : null}
        />
        <span className={classes.itemName} dir="auto">
          {one.about || one.name}
        </span>
        <span className={classes.itemState}>{said ?? say.bytes(one.bytes)}</span>
        <span className="hilo-hidden">{t('list.open', { name: one.name, bytes: say.bytes(one.bytes) })}</span>
      </PlainButton>
    </li>
  );
}
